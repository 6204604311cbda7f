import fc from "fast-check";
import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { walkHtml } from "../../src/decode/html/walk.ts";

type Event = readonly ["open" | "close" | "text", string];

/** Neighbouring texts count as one: where they are cut is nobody's business. */
class Story {
  readonly events: Event[] = [];
  private text = "";

  addText(text: string): void {
    this.text += text;
  }

  add(kind: "open" | "close", what: string): void {
    this.endText();
    this.events.push([kind, what]);
  }

  endText(): void {
    if (this.text !== "") this.events.push(["text", this.text]);
    this.text = "";
  }
}

function walk(html: string): readonly Event[] {
  const story = new Story();
  walkHtml(html, {
    openElement: ({ element, attributes }) =>
      story.add("open", `${element.name} ${JSON.stringify(attributes)}`),
    closeElement: (name) => story.add("close", name),
    addText: (text) => story.addText(text),
  });
  story.endText();
  return story.events;
}

const LOOKED_AT = /^(?:colspan|content|href|http-equiv|name|property|rowspan|src|style|title)$/;

function parse(html: string): readonly Event[] {
  const story = new Story();
  const parser = new Parser({
    onopentag: (name, attributes) => {
      const seen = Object.entries(attributes).filter(([attribute]) => LOOKED_AT.test(attribute));
      story.add("open", `${name} ${JSON.stringify(Object.fromEntries(seen))}`);
    },
    onclosetag: (name) => story.add("close", name),
    ontext: (text) => story.addText(text),
  });
  parser.end(html);
  story.endText();
  return story.events;
}

const TAGS =
  "a article body br button center dd desc div dl dt font form frame h1 h2 hr iframe img input li math mi noscript o:p option p plaintext pre select script span style svg table tbody td textarea th thead title tr ul xmp"
    .split(" ")
    .flatMap((name) => [`<${name}>`, `</${name}>`]);
const PIECES = [
  ...TAGS,
  ...TAGS,
  "<TD COLSPAN=2 colspan='3'>",
  "<td rowspan=2 class=x",
  ' title="a>b">',
  "<a href='?a=1&amp;b=2&copy=3' title=甲&lt;乙>",
  "<a title='<td>' href = x>",
  '<p style="mso-bidi-font-size:10.0pt" lang=EN-US>',
  "<p/>",
  "<svg/>",
  "<BR />",
  "</TD >",
  "</p class=x>",
  "<p =x>",
  "<p a b=>",
  "<p title=a/b/>",
  "<x<y>",
  "</ p>",
  "</>",
  "</3>",
  "<!-- <td>1</td> -->",
  "<!-->",
  "<!--->",
  "<!--x--!>",
  "<!---->",
  "<!doctype html>",
  "<!x>",
  "<?xml version='1.0'?>",
  "<![CDATA[ <p>1</p> ]]>",
  "3 < 5 > 2 ",
  "政府信息",
  "12 ",
  "\n",
  "&nbsp;&#25919;&#x5e9c;&bogus;&amp",
  "&lt;td&gt;",
  '"',
  "'",
];

test("a page's elements and texts are those that htmlparser2 meets, however its markup is spoilt", () => {
  const pages = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 });
  fc.assert(
    fc.property(pages, (pieces) => {
      // An end in mid-tag is taken differently: see below.
      const html = `${pieces.join("")}"'><!-- -->-->`;
      expect(walk(html)).toEqual(parse(html));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  "<td",
  "<td ",
  "<td class='x",
  '<td title="a>b',
  "<br /",
  "</td",
  "</td x",
  "<!-- x",
  "<!x",
])("what the end of the page cuts off is none: %s", (cut) => {
  expect(walk(`<p>12${cut}`)).toEqual([
    ["open", "p {}"],
    ["text", "12"],
    ["close", "p"],
  ]);
});

test.each(["<", "</"])("a sign at the end of the page is text: %s", (sign) => {
  expect(walk(`12${sign}`)).toEqual([["text", `12${sign}`]]);
});

test("a tag is read anew however many others came between", () => {
  const cells = Array.from({ length: 12_000 }, (_, at) => `<td colspan=${at} id=c${at}>`);
  const again = [...cells, ...cells].join("");
  const spans = walk(again).flatMap(([kind, what]) => (kind === "open" ? [what] : []));
  expect(spans).toHaveLength(24_000);
  expect(spans.slice(12_000)).toEqual(spans.slice(0, 12_000));
  expect(spans[7]).toBe('td {"colspan":"7"}');
});
