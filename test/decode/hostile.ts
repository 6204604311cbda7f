/** Shapes that made some parser slow once, each of about `size` repetitions. */
export const HOSTILE_HTML: ReadonlyMap<string, (size: number) => string> = new Map([
  ["links in one line", (size) => `<p>${'<a href="/x">链</a> '.repeat(size)}</p>`],
  [
    "links in one short line each",
    (size) => '<p><a href="/x">链接</a> 2025-01-20</p>'.repeat(size),
  ],
  [
    "links in one table row",
    (size) => `<table><tr>${'<td><a href="/x">链</a></td>'.repeat(size)}</tr></table>`,
  ],
  ["links never closed", (size) => '<a href="/x">链'.repeat(size)],
  ["paragraphs never closed", (size) => "<p>段".repeat(size)],
  ["list items never closed", (size) => "<li>项".repeat(size)],
  ["end tags without a start", (size) => "</div></td></table></span>".repeat(size)],
  ["cells never closed", (size) => `<table>${"<tr><td>1<td>2".repeat(size)}`],
  ["attributes on one element", (size) => `<p ${'a1="x" '.repeat(size)}>文</p>`],
  [
    "different attributes on one element",
    (size) => `<p ${Array.from({ length: size }, (_, at) => `a${at}="x"`).join(" ")}>文</p>`,
  ],
  ["one attribute without an end quote", (size) => `<p title="${"x".repeat(size * 10)}`],
  ["text without a break", (size) => `<p>${"无断行文字".repeat(size)}</p>`],
  ["text pieces in one line", (size) => `<p>${"<span>1</span> ".repeat(size)}</p>`],
  ["white space", (size) => `<p>${" \n\t".repeat(size * 5)}文</p>`],
  ["entities", (size) => `<p>${"&amp;&nbsp;&#25919;&bogus;".repeat(size)}</p>`],
  ["comments", (size) => `${"<!-- x -->".repeat(size)}<p>文</p>`],
  ["comment never closed", (size) => `<p>文</p><!-- ${"<p>-".repeat(size)}`],
  ["less-than signs", (size) => `<p>文${"<".repeat(size * 5)}</p>`],
  ["tables", (size) => "<table><tr><td>甲</td><td>1</td></tr></table>".repeat(size)],
  ["tables never closed", (size) => "<table><tr><td>甲</td></tr>".repeat(Math.min(size, 500))],
  [
    "rows of one table",
    (size) => `<table>${"<tr><td>甲</td><td>1</td></tr>".repeat(size)}</table>`,
  ],
  ["cells of one row", (size) => `<table><tr>${"<td>1</td>".repeat(size)}</tr></table>`],
  ["lines in one cell", (size) => `<table><tr><td>${"<p>行</p>".repeat(size)}</td></tr></table>`],
  ["headings of section one", (size) => "<p>一、总体情况</p>".repeat(size)],
  [
    "all six headings again and again",
    (size) =>
      "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p><p>六、其他需要报告的事项</p>".repeat(
        size / 4,
      ),
  ],
  [
    "rows of section three",
    (size) =>
      `<table>${"<tr><td>（一）予以公开</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>1</td></tr>".repeat(size)}</table>`,
  ],
  [
    "headers of section four",
    (size) =>
      `<table>${"<tr><td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td></tr>".repeat(size)}</table>`,
  ],
  [
    "titles of reports",
    (size) => "<p>青汀县卫生健康局2024年政府信息公开工作年度报告</p>".repeat(size),
  ],
  ["scopes", (size) => "<div><p>一</p><p>二</p></div>".repeat(size)],
  ["frames", (size) => '<iframe src="/x"></iframe>'.repeat(size)],
  ["pictures", (size) => '<img src="/x">'.repeat(size)],
  ["dates", (size) => `<p>${"发布时间：2025-01-20 ".repeat(size)}</p>`],
  [
    "numbers in prose",
    (size) => `<p>一、总体情况</p><p>${"收到政府信息公开申请".repeat(size)}</p>`,
  ],
  ["digits", (size) => `<table><tr><td>规章</td><td>${"1,234".repeat(size)}</td></tr></table>`],
  [
    "brackets in a label",
    (size) => `<table><tr><td>${"（（".repeat(size)}</td><td>1</td></tr></table>`,
  ],
]);

/** The same for plain text. */
export const HOSTILE_TEXT: ReadonlyMap<string, (size: number) => string> = new Map([
  ["empty lines", (size) => `文${"\n".repeat(size)}`],
  ["tabs in one line", (size) => "\t".repeat(size)],
  ["cells a line", (size) => "\t0\n".repeat(size)],
  ["cells with lines below", (size) => "\t甲\n乙\n\n".repeat(size)],
  ["rows a line", (size) => "甲\t0\t0\n".repeat(size)],
  ["bookmarks never closed", (size) => "[bookmark: ".repeat(size)],
  ["rule lines", (size) => `甲\t0\n${"---\t".repeat(size)}x\n`],
  ["dashes in one line", (size) => `甲\t0\n${"-".repeat(size)}x\t\n`],
  ["blanks", (size) => `甲${" ".repeat(size * 5)}乙`],
  ["carriage returns", (size) => "甲\r".repeat(size)],
]);
