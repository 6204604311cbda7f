import { join } from "node:path";
import { expect, test } from "vitest";
import { forms } from "../../src/model/forms/forms.ts";
import { openStore } from "../../src/store/open-store.ts";
import { temporaryFolder } from "./temporary.ts";

test("the crosswalk can be asked in SQL, and the codebook says of each cell what it may be compared with", () => {
  const path = join(temporaryFolder(), "nianbao.sqlite");
  const store = openStore(path, { mode: "write", forms: [...forms.values()] });
  try {
    const select = (sql: string) => store.database.prepare(sql).raw().all();
    expect(
      select(
        `select to_template, to_name, comparability from crosswalk
         where from_name = 'requests.other.total'`,
      ),
    ).toEqual([
      [
        "2021",
        "requests.other_not_corrected.total+requests.other_fee_unpaid.total+requests.other_misc.total",
        "exact",
      ],
    ]);
    expect(
      select(
        `select template, comparable from codebook where kind = 'cell'
         and name in ('requests.new.total', 'disclosure.rules.issued', 'statistics.requests_received.value')
         order by name, template`,
      ),
    ).toEqual([
      ["2021", "none"],
      ["2019", "2021 exact; 2014 approximate"],
      ["2021", "2019 exact; 2014 approximate"],
      ["2014", "2021 approximate; 2019 approximate"],
    ]);
  } finally {
    store.close();
  }
});
