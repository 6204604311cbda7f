import { deflateSync } from "node:zlib";
import { toBytes } from "./bad-document.ts";

const MEGABYTE = 1024 * 1024;

/** A PDF of objects written by hand, numbered from 1; the first is the catalog. */
function assemble(objects: readonly (string | Uint8Array)[], trailer = ""): Uint8Array {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from("\nendobj\n"),
    ]);
    parts.push(part);
    length += part.length;
  }
  const entries = offsets
    .map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`)
    .join("");
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  parts.push(
    Buffer.from(
      `${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

const CATALOG = "<< /Type /Catalog /Pages 2 0 R >>";
const PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
const stream = (dictionary: string, data: Uint8Array): Uint8Array =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from(`<< ${dictionary} /Length ${data.length} >>\nstream\n`),
      data,
      Buffer.from("\nendstream"),
    ]),
  );
const leaf = (resources: string, extra = ""): string =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << ${resources} >> ${extra} >>`;

export const lyingCount = (count: number): Uint8Array =>
  assemble([
    CATALOG,
    `<< /Type /Pages /Kids [3 0 R] /Count ${count} >>`,
    leaf(""),
    stream("", toBytes("q Q")),
  ]);

export const pageRing = (): Uint8Array =>
  assemble([
    CATALOG,
    "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>",
    "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 2 0 R] /Count 2 >>",
  ]);

export function deepTree(): Uint8Array {
  const depth = 100_000;
  const nodes = Array.from(
    { length: depth },
    (_, index) => `<< /Type /Pages /Kids [${index + 3} 0 R] /Count 1 >>`,
  );
  return assemble([CATALOG, ...nodes, "<< /Type /Page /MediaBox [0 0 595 842] >>"]);
}

/** Two cross-reference tables, each naming the other as the one before it. */
export function contentsRing(): Uint8Array {
  const body = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n";
  const table = (previous: number): string =>
    `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 3 /Root 1 0 R /Prev ${String(previous).padStart(6, "0")} >>\n`;
  const first = body.length;
  const second = first + table(0).length;
  return toBytes(`${body}${table(second)}${table(first)}startxref\n${second}\n%%EOF\n`);
}

export function hugePicture(): Uint8Array {
  const picture = stream(
    "/Type /XObject /Subtype /Image /Width 1000000000 /Height 1000000000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode",
    deflateSync(new Uint8Array(MEGABYTE)),
  );
  return assemble([
    CATALOG,
    PAGES,
    leaf("/XObject << /I 5 0 R >>"),
    stream("", toBytes("500 0 0 800 20 20 cm /I Do")),
    picture,
  ]);
}

export const packedBomb = (): Uint8Array =>
  assemble([
    CATALOG,
    PAGES,
    leaf(""),
    stream("/Filter /FlateDecode", deflateSync(Buffer.alloc(100 * MEGABYTE, "q Q "))),
  ]);

export function nestedBomb(): Uint8Array {
  const once = deflateSync(Buffer.alloc(200 * MEGABYTE, " "));
  const packed = deflateSync(deflateSync(deflateSync(once)));
  return assemble([
    CATALOG,
    PAGES,
    leaf(""),
    stream("/Filter [/FlateDecode /FlateDecode /FlateDecode /FlateDecode]", packed),
  ]);
}

export function formBomb(): Uint8Array {
  const depth = 40;
  const forms = Array.from({ length: depth }, (_, index) => {
    const next = index + 6;
    const content = index === depth - 1 ? "0 0 10 10 re f" : "/F Do /F Do";
    const resources = index === depth - 1 ? "" : `/XObject << /F ${next} 0 R >>`;
    return stream(
      `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << ${resources} >>`,
      toBytes(content),
    );
  });
  return assemble([
    CATALOG,
    PAGES,
    leaf("/XObject << /F 5 0 R >>"),
    stream("", toBytes("/F Do /F Do")),
    ...forms,
  ]);
}

export const formRing = (): Uint8Array =>
  assemble([
    CATALOG,
    PAGES,
    leaf("/XObject << /F 5 0 R >>"),
    stream("", toBytes("/F Do")),
    stream(
      "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F 5 0 R >> >>",
      toBytes("/F Do"),
    ),
  ]);

export const deepObjects = (): Uint8Array =>
  assemble([
    CATALOG,
    PAGES,
    leaf("", `/X ${"[".repeat(200_000)}${"]".repeat(200_000)}`),
    stream("", toBytes("q Q")),
  ]);

export function unicodeBomb(): Uint8Array {
  const ranges = Array.from({ length: 150 }, () => "<0000> <ffff> <0041>").join("\n");
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n150 beginbfrange\n${ranges}\nendbfrange\nendcmap end end`;
  return assemble([
    CATALOG,
    PAGES,
    leaf("/Font << /F1 5 0 R >>"),
    stream("", toBytes("BT /F1 12 Tf 50 50 Td <0041> Tj ET")),
    "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 8 0 R >>",
    stream("", toBytes(map)),
    "<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -141 1000 859] /ItalicAngle 0 /Ascent 859 /Descent -141 /CapHeight 700 /StemV 80 >>",
  ]);
}

export function pngBomb(): Uint8Array {
  const header = Buffer.alloc(33);
  header.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  header.writeUInt32BE(13, 8);
  header.write("IHDR", 12);
  header.writeUInt32BE(1_000_000_000, 16);
  header.writeUInt32BE(1_000_000_000, 20);
  header.set([8, 2], 24);
  return new Uint8Array(Buffer.concat([header, deflateSync(new Uint8Array(10 * MEGABYTE))]));
}
