import { createSocket } from "node:dgram";
import { once } from "node:events";

/** What a name server says to the question for one name's IPv4 addresses. */
export type NameAnswer = readonly string[] | "no such name" | "no answer";

export interface NameServer {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** Names in the order in which they were asked for; those asked for IPv6 too. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const ipv4Question = 1;

/** A name server on 127.0.0.1 that knows what `answer` says; nothing has an IPv6 address. */
export async function startNameServer(answer: (name: string) => NameAnswer): Promise<NameServer> {
  const socket = createSocket("udp4");
  const asked: string[] = [];
  socket.on("message", (question, { port, address }) => {
    const name = readName(question);
    asked.push(name);
    const said = answer(name);
    if (said !== "no answer") socket.send(toAnswer(question, said), port, address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

/** Labels with their lengths before them, from byte 12 on. */
function readName(question: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; (question[at] ?? 0) > 0; at += 1 + (question[at] ?? 0)) {
    labels.push(question.toString("latin1", at + 1, at + 1 + (question[at] ?? 0)));
  }
  return labels.join(".");
}

function toAnswer(question: Buffer, said: Exclude<NameAnswer, "no answer">): Buffer {
  const end = question.indexOf(0, 12) + 5;
  const kind = question.readUInt16BE(end - 4);
  const addresses = said === "no such name" || kind !== ipv4Question ? [] : said;
  const header = Buffer.from(question.subarray(0, 12));
  header.writeUInt16BE(said === "no such name" ? 0x8183 : 0x8180, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses.length, 6);
  header.writeUInt32BE(0, 8);
  const records = addresses.map((address) =>
    // Name as in the question, type A, class IN, a minute to live, four bytes.
    Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split(".").map(Number)]),
  );
  return Buffer.concat([header, question.subarray(12, end), ...records]);
}
