/** A PDF written by hand, to have on its pages exactly what a test needs. */
export interface RawPage {
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** Drawing operators, as PDF writes them. */
  readonly content: string;
  /** JPEG pictures by the name under which the content draws them. */
  readonly pictures?: ReadonlyMap<string, RawPicture>;
}

export interface RawPicture {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * - `identity`: codes are numbers of a font, with a table to Unicode, as office programs write them
 * - `gb1`: codes are UCS-2 for Adobe's collection of Chinese characters, with no table: only the reader's own maps know them
 */
export type FontKind = "identity" | "gb1";

/** Writes a PDF whose one font, /F1, is not embedded; every character is as wide as `widthOf` says, in thousandths. */
export function writeRawPdf(pages: readonly RawPage[], kind: FontKind = "identity"): Uint8Array {
  const objects: (string | Uint8Array)[][] = [];
  const add = (...parts: (string | Uint8Array)[]): number => objects.push(parts);
  const catalog = add("<< /Type /Catalog /Pages 2 0 R >>");
  add("");
  const font = addFont(add, kind);
  const kids = pages.map((page) => addPage(add, page, font));
  objects[1] = [
    `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(" ")}] /Count ${kids.length} >>`,
  ];
  return assemble(objects, catalog);
}

type Add = (...parts: (string | Uint8Array)[]) => number;

function addFont(add: Add, kind: FontKind): number {
  const descriptor = add(
    "<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -141 1000 859] /ItalicAngle 0 /Ascent 859 /Descent -141 /CapHeight 700 /StemV 80 >>",
  );
  const ordering = kind === "gb1" ? "GB1" : "Identity";
  const digits = Array.from({ length: 95 }, () => 500).join(" ");
  const widths = kind === "gb1" ? "/W [1 95 500 814 939 500]" : `/W [32 [${digits}]]`;
  const descendant = add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /DW 1000 ${widths} >>`,
  );
  const encoding = kind === "gb1" ? "UniGB-UCS2-H" : "Identity-H";
  const toUnicode = kind === "gb1" ? "" : ` /ToUnicode ${addToUnicode(add)} 0 R`;
  return add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /${encoding} /DescendantFonts [${descendant} 0 R]${toUnicode} >>`,
  );
}

/** Codes are the characters' own, so the table maps each block of 256 to itself. */
function addToUnicode(add: Add): number {
  const ranges = Array.from({ length: 256 }, (_, high) => {
    const hex = high.toString(16).padStart(2, "0");
    return `<${hex}00> <${hex}ff> <${hex}00>`;
  });
  const blocks: string[] = [];
  for (let at = 0; at < ranges.length; at += 100) {
    const some = ranges.slice(at, at + 100);
    blocks.push(`${some.length} beginbfrange\n${some.join("\n")}\nendbfrange`);
  }
  return addStream(
    add,
    "",
    `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n${blocks.join("\n")}\nendcmap end end`,
  );
}

function addPage(add: Add, page: RawPage, font: number): number {
  const content = addStream(add, "", page.content);
  const pictures = [...(page.pictures ?? [])].map(([name, { jpeg, width, height }]) => {
    const dictionary = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`;
    return `/${name} ${addStream(add, dictionary, jpeg)} 0 R`;
  });
  return add(
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Contents ${content} 0 R /Resources << /Font << /F1 ${font} 0 R >> /XObject << ${pictures.join(" ")} >> >> >>`,
  );
}

function addStream(add: Add, dictionary: string, data: string | Uint8Array): number {
  return add(`<< ${dictionary} /Length ${data.length} >>\nstream\n`, data, "\nendstream");
}

function assemble(objects: readonly (string | Uint8Array)[][], catalog: number): Uint8Array {
  const chunks: Buffer[] = [Buffer.from("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  const offsets: number[] = [];
  const length = (): number => chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  objects.forEach((parts, index) => {
    offsets.push(length());
    chunks.push(Buffer.from(`${index + 1} 0 obj\n`));
    for (const part of parts) chunks.push(Buffer.from(part));
    chunks.push(Buffer.from("\nendobj\n"));
  });
  const start = length();
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  chunks.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join("")}trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(chunks));
}

/** Characters as the hexadecimal codes of the font. */
export const toCodes = (text: string): string =>
  [...text]
    .map((character) => (character.codePointAt(0) ?? 0).toString(16).padStart(4, "0"))
    .join("");

/** Width of a text in shares of the font's size. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character < "\u007f" ? 0.5 : 1), 0);
