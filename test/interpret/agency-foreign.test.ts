import { describe, expect, test } from "vitest";
import { findForeignAgency } from "../../src/interpret/agency-foreign.ts";

describe("the same organ of another county in the text", () => {
  test.each([
    ["青汀县林业局", null, "2023年，鹭渚区林业局按照要求编制本报告。", "鹭渚区林业局"],
    ["桐柏县林业局", "411330", "湘潭县林业局按照要求编制本报告。", "湘潭县林业局"],
    ["桐柏县林业局", "411330", "桐柏县林业局报告如下：湘潭县林业局2023年信息公开", "湘潭县林业局"],
  ])("of %s (%s) is seen in %s", (agency, code, text, foreign) => {
    expect(findForeignAgency(agency, code, text)).toBe(foreign);
  });

  test.each([
    ["is not the agency itself", "桐柏县林业局", "桐柏县林业局按照要求编制本报告。"],
    ["is not that of its prefecture", "桐柏县林业局", "在南阳市林业局的指导下开展工作。"],
    ["is not that of all counties", "桐柏县林业局", "，全县林业局及各县区林业局共同参与。"],
    ["may be a neighbour worked with", "桐柏县林业局", "桐柏县林业局与唐河县林业局联合执法。"],
    ["is not another organ", "桐柏县林业局", "会同湘潭县水务局开展检查。"],
  ])("%s", (_, agency, text) => {
    expect(findForeignAgency(agency, "411330", text)).toBeUndefined();
  });
});
