import { createHash } from "node:crypto";
import { clientScript } from "./client-script-data.ts";
import { stylesheet } from "./stylesheet-data.ts";

/** Eight digits of the content are its name, so that a browser may keep it for ever. */
const nameOf = (content: string): string =>
  createHash("sha256").update(content).digest("hex").slice(0, 8);

export const STYLE_ADDRESS = `/assets/${nameOf(stylesheet)}.css`;
export const SCRIPT_ADDRESS = `/assets/${nameOf(clientScript)}.js`;

/** What the pages load beside themselves: one stylesheet and one script, both from here. */
export const assets: ReadonlyMap<string, { readonly type: string; readonly content: string }> =
  new Map([
    [STYLE_ADDRESS, { type: "text/css; charset=utf-8", content: stylesheet }],
    [SCRIPT_ADDRESS, { type: "text/javascript; charset=utf-8", content: clientScript }],
  ]);
