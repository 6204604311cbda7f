import { findPlaceBefore } from "../model/division-names.ts";
import { findCounterpart, type Organ } from "../model/organs.ts";
import type { PlaceEvidence } from "./agency-division.ts";
import type { AgencyName } from "./agency-name.ts";

export interface FullOrgan {
  readonly name: string;
  readonly isDoubtful: boolean;
}

/** The organ written out; of several meanings the one that the source states or the document writes out itself. */
export function chooseOrgan(
  name: AgencyName,
  place: string,
  document: PlaceEvidence,
  stated: Organ | undefined,
): FullOrgan {
  const { organ } = name;
  if (organ.kind === "full") return { name: organ.name, isDoubtful: false };
  if (organ.kind === "unknown") return { name: name.rest, isDoubtful: true };
  if (stated?.kind === "full" && organ.meanings.includes(stated.name)) {
    return { name: stated.name, isDoubtful: false };
  }
  const { preamble, body, metadata, issuers } = document;
  const text = [preamble, body, ...metadata.values(), ...issuers].join(" ");
  const [only = name.rest, ...others] = organ.meanings;
  if (others.length === 0) return { name: only, isDoubtful: isContradicted(only, place, text) };
  const [written, ...further] = organ.meanings.filter((meaning) => isOwn(meaning, place, text));
  return written === undefined || further.length > 0
    ? { name: name.rest, isDoubtful: true }
    : { name: written, isDoubtful: false };
}

/** Whether the text writes the organ with this place before it, or with none. */
function isOwn(organ: string, place: string, text: string): boolean {
  for (let at = text.indexOf(organ); at >= 0; at = text.indexOf(organ, at + 1)) {
    const before = findPlaceBefore(text, at);
    if (before === undefined || before.text === place) return true;
  }
  return false;
}

/** 卫健委 in the title, but 卫生健康局 and never 卫生健康委员会 in the text. */
function isContradicted(organ: string, place: string, text: string): boolean {
  const counterpart = findCounterpart(organ);
  return counterpart !== undefined && text.includes(place + counterpart) && !text.includes(organ);
}
