export type Format =
  | "html"
  | "text"
  | "pdf"
  | "zip"
  | "ole"
  | "rtf"
  | "web archive"
  | "workbook XML"
  | "Word XML"
  | "image"
  | "binary";

const SIGNATURES: readonly (readonly [Format, readonly number[]])[] = [
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["ole", [0xd0, 0xcf, 0x11, 0xe0]],
  ["rtf", [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ["image", [0x89, 0x50, 0x4e, 0x47]],
  ["image", [0xff, 0xd8, 0xff]],
  ["image", [0x47, 0x49, 0x46, 0x38]],
];
/** Some servers and mailers put lines of their own before a PDF; readers look for its mark this far. */
const PDF_WINDOW_BYTES = 1024;
const PDF_MARK = "%PDF-";
/** Formats in plain text that hold markup, or look as if. */
const PLAIN_SIGNATURES: readonly (readonly [Format, RegExp])[] = [
  // MIME-Version: 1.0, From: <...>, then Content-Type: multipart/related
  ["web archive", /^\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart\//i],
  [
    "workbook XML",
    /<\?mso-application\s+progid="Excel\.Sheet"|<Workbook\s[^>]*:office:spreadsheet"/,
  ],
  ["Word XML", /<\?mso-application\s+progid="Word\.Document"|<w:wordDocument\s|<pkg:package\s/],
];
/** <!DOCTYPE html>, <html lang=zh>, <table class="x"> */
const MARKUP = /<(?:!doctype\s+html|html|head|body|meta|div|table|p|span|title|frameset)[\s>/]/i;
/** Where markup of a page must have begun; scripts and comments may come before it. */
const SNIFF_BYTES = 8192;

/** Tells a document's format from its first bytes; servers and file names call anything anything. */
export function sniffFormat(bytes: Uint8Array, contentType: string): Format {
  for (const [format, signature] of SIGNATURES) {
    if (signature.every((byte, index) => bytes[index] === byte)) return format;
  }
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, SNIFF_BYTES));
  const text = start.toString("latin1").replaceAll("\0", "");
  const plain = PLAIN_SIGNATURES.find(([, signature]) => signature.test(text));
  if (plain !== undefined) return plain[0];
  if (MARKUP.test(text)) return "html";
  if (start.subarray(0, PDF_WINDOW_BYTES).includes(PDF_MARK)) return "pdf";
  if (isUtf16(bytes)) return "text";
  if (start.includes(0)) return "binary";
  return contentType.toLowerCase().includes("html") ? "html" : "text";
}

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
