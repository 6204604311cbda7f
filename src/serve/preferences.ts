import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";

export const LANGUAGES = ["en", "zh"] as const;
export const THEMES = ["auto", "light", "dark"] as const;

export type Language = (typeof LANGUAGES)[number];
export type Theme = (typeof THEMES)[number];

/** How the person wants to see the workbench. */
export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
}

const YEAR_SECONDS = 365 * 24 * 3600;
/** "zh-CN,zh;q=0.9,en;q=0.8": entries without a weight weigh 1 */
const ENTRY = /^\s*([a-z]{1,8})(?:-[\w-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*$/i;

/** From the cookies, else from the languages that the browser asks for. */
export function readPreferences(context: Context): Preferences {
  const language = LANGUAGES.find((known) => known === getCookie(context, "language"));
  const theme = THEMES.find((known) => known === getCookie(context, "theme"));
  return {
    language: language ?? chooseLanguage(context.req.header("accept-language") ?? ""),
    theme: theme ?? "auto",
  };
}

/** Remembers a choice for a year. */
export function rememberPreference(
  context: Context,
  name: "language" | "theme",
  value: string,
): void {
  setCookie(context, name, value, {
    path: "/",
    maxAge: YEAR_SECONDS,
    sameSite: "Lax",
    httpOnly: true,
  });
}

/** The known language that weighs most; English if there is none. */
export function chooseLanguage(accepted: string): Language {
  const wishes = accepted.split(",").flatMap((text) => {
    const [, name = "", weight = "1"] = ENTRY.exec(text) ?? [];
    const language = LANGUAGES.find((known) => known === name.toLowerCase());
    return language === undefined ? [] : [{ language, weight: Number(weight) }];
  });
  const best = wishes.reduce<{ language: Language; weight: number }>(
    (held, wish) => (wish.weight > held.weight ? wish : held),
    { language: "en", weight: 0 },
  );
  return best.language;
}
