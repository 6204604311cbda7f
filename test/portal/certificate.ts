import { generateKeyPairSync, randomUUID, sign } from "node:crypto";

/** A key and a certificate that it signed itself, in PEM. */
export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Makes a certificate for a numeric IPv4 address. It began to be valid two days ago. */
export function makeCertificate(address: string, daysLeft: number): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  // What signed a certificate is looked for by this name.
  const common = tagged(0x0c, Buffer.from(`test ${randomUUID()}`));
  const name = sequence(set(sequence(oid(0x55, 4, 3), common)));
  const algorithm = sequence(oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11), tagged(5));
  const now = Date.now();
  const alternativeNames = sequence(tagged(0x87, Buffer.from(address.split(".").map(Number))));
  const content = sequence(
    tagged(0xa0, integer(2)),
    integer(1),
    algorithm,
    name,
    sequence(time(now - 2 * dayMs), time(now + daysLeft * dayMs)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    tagged(0xa3, sequence(sequence(oid(0x55, 0x1d, 17), tagged(4, alternativeNames)))),
  );
  const signature = sign("sha256", content, privateKey);
  const whole = sequence(content, algorithm, tagged(3, Buffer.from([0]), signature));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: toPem(whole),
  };
}

/** A value of ASN.1 in DER: its tag, its length, what is in it. */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), content]);
}

const sequence = (...parts: readonly Buffer[]) => tagged(0x30, ...parts);
const set = (...parts: readonly Buffer[]) => tagged(0x31, ...parts);
const oid = (...bytes: readonly number[]) => tagged(6, Buffer.from(bytes));
const integer = (value: number) => tagged(2, Buffer.from([value]));

/** 20250120101500Z */
const time = (moment: number) =>
  tagged(0x18, Buffer.from(new Date(moment).toISOString().replace(/[-:T]|\.\d+/g, "")));

function toPem(bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
