/** The one stylesheet: calm, tabular numerals, colour only where it says something. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fbfaf7, #16181b);
  --card: light-dark(#ffffff, #1d2024);
  --ink: light-dark(#1d1d1b, #e8e6e1);
  --quiet: light-dark(#5f5c55, #a5a29a);
  --line: light-dark(#e2dfd7, #33373c);
  --strong-line: light-dark(#c4c0b5, #4c5158);
  --head: light-dark(#f4f2ec, #24282d);
  --link: light-dark(#1a5a86, #84bfe8);
  --error: light-dark(#a3261b, #ff9a8d);
  --error-fill: light-dark(#fbe3df, #4a2320);
  --warning: light-dark(#7a4d00, #f0c069);
  --warning-fill: light-dark(#fcefcf, #40341b);
  --info: light-dark(#3b5166, #a9c1d8);
  --info-fill: light-dark(#e8eef4, #27323d);
  --good: light-dark(#1f6b4a, #7fd0a6);
  --good-fill: light-dark(#dcefe4, #1d3a2d);
  --missing-fill: light-dark(#efece4, #2a2d31);
  --choice: light-dark(#ffe9a3, #5b4a12);
  --radius: 8px;
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
*, *::before, *::after { box-sizing: border-box; }
html { scroll-padding-top: 5rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.6 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
a { color: var(--link); text-underline-offset: .18em; text-decoration-thickness: from-font; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
h1 { font-size: 1.55rem; line-height: 1.3; margin: 0 0 .4rem; font-weight: 650; text-wrap: balance; }
h2 { font-size: 1.1rem; margin: 2.2rem 0 .7rem; font-weight: 650; }
h3 { font-size: 1rem; margin: 1.4rem 0 .5rem; font-weight: 600; }
p { margin: .5rem 0; }
.quiet { color: var(--quiet); }
.small { font-size: .86rem; }
.number { text-align: right; white-space: nowrap; }
.mono { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: .86em; overflow-wrap: anywhere; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .6rem; z-index: 20; background: var(--card); padding: .4rem .8rem; border-radius: var(--radius); }
.top { position: sticky; top: 0; z-index: 10; display: flex; flex-wrap: wrap; gap: .2rem 1.6rem; align-items: center; padding: .55rem 1.5rem; background: var(--card); border-bottom: 1px solid var(--line); }
.brand { display: inline-flex; align-items: center; gap: .5rem; font-weight: 650; color: var(--ink); text-decoration: none; }
.mark { display: inline-grid; place-items: center; width: 1.75rem; height: 1.75rem; border-radius: 6px; background: light-dark(#8f1f17, #b5392f); color: #fff; font-size: .95rem; }
.top nav { display: flex; flex-wrap: wrap; gap: .1rem .3rem; }
.top nav a { padding: .25rem .6rem; border-radius: 6px; text-decoration: none; color: var(--quiet); }
.top nav a:hover { color: var(--ink); background: var(--head); }
.top nav a[aria-current] { color: var(--ink); font-weight: 600; background: var(--head); }
.top nav a { white-space: nowrap; }
.looks { margin-left: auto; font-size: .9rem; }
main { padding: 1.6rem 1.5rem 3rem; max-width: 170rem; outline: none; }
main.text { max-width: 62rem; }
.bottom { border-top: 1px solid var(--line); padding: .8rem 1.5rem 1.6rem; font-size: .88rem; }
.bottom a { margin-right: .4rem; }
.scroll { max-width: 120rem; overflow-x: auto; border: 1px solid var(--line); border-radius: var(--radius); background: var(--card); }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { padding: .38rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
tr:last-child > td, tr:last-child > th { border-bottom: 0; }
thead th { background: var(--head); font-weight: 600; font-size: .88rem; word-break: keep-all; }
caption { text-align: left; padding: .5rem .6rem; color: var(--quiet); font-size: .88rem; }
tbody tr:hover > td { background: light-dark(#faf8f2, #22262a); }
td.name { min-width: 9em; }
.rates { max-width: 52rem; }
.moment { white-space: nowrap; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.2rem; margin: 0; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.tags { display: flex; flex-wrap: wrap; gap: .35rem .5rem; padding: 0; margin: .5rem 0; list-style: none; }
.tag { display: inline-block; padding: .08rem .55rem; border-radius: 99px; border: 1px solid var(--line); font-size: .86rem; background: var(--card); text-decoration: none; color: inherit; white-space: nowrap; }
a.tag:hover { border-color: var(--link); }
.tag[aria-current] { border-color: var(--ink); font-weight: 600; }
.error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); } .good { color: var(--good); }
.tag.error { background: var(--error-fill); border-color: transparent; }
.tag.warning { background: var(--warning-fill); border-color: transparent; }
.tag.info { background: var(--info-fill); border-color: transparent; }
.tag.good { background: var(--good-fill); border-color: transparent; }
.banner { background: var(--warning-fill); color: var(--warning); padding: .5rem .8rem; border-radius: var(--radius); }
.banner a { color: inherit; }
.addresses { display: flex; flex-wrap: wrap; gap: .1rem .9rem; margin: .3rem 0 0; }
.addresses a { padding: .25rem 0; }

/* A report beside its original. */
.pair { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5rem; }
.original { display: flex; flex-direction: column; border: 1px solid var(--line); border-radius: var(--radius); background: var(--card); overflow: hidden; height: 70vh; }
.original header { display: flex; gap: .8rem; align-items: baseline; padding: .4rem .8rem; border-bottom: 1px solid var(--line); font-size: .9rem; }
.original header h2 { margin: 0; font-size: .95rem; }
.original header a { margin-left: auto; white-space: nowrap; }
.original iframe { border: 0; width: 100%; flex: 1; background: #fff; color-scheme: light; }
.original button { display: none; }
@media (min-width: 75rem) {
  .pair { grid-template-columns: minmax(0, 1.15fr) minmax(24rem, .85fr); }
  .original { position: sticky; top: 4.5rem; height: calc(100vh - 6rem); }
}
@media (min-width: 120rem) { .pair { grid-template-columns: minmax(0, 68rem) minmax(24rem, 1fr); } }
@media (max-width: 74.99rem) {
  .original.is-open { position: fixed; inset: auto 0 0 0; z-index: 15; height: 52vh; border-radius: var(--radius) var(--radius) 0 0; box-shadow: 0 -6px 30px rgb(0 0 0 / .28); }
  .original.is-open button { display: inline-block; }
}
.jump { display: flex; flex-wrap: wrap; gap: .2rem 1rem; padding: 0; list-style: none; font-size: .9rem; }

/* Official tables. */
.form { font-size: .88rem; }
.form th, .form td { border: 1px solid var(--line); }
.form thead th { text-align: center; vertical-align: middle; font-weight: 500; line-height: 1.35; word-break: normal; }
.form tbody th { font-weight: 400; background: var(--head); line-height: 1.35; min-width: 2.5rem; vertical-align: middle; }
.form tbody th[scope="rowgroup"] { vertical-align: top; }
/* The name of the line stays in sight when the table is moved sideways. */
.form tbody th:last-of-type { position: sticky; left: 0; z-index: 1; box-shadow: inset -1px 0 0 var(--line); min-width: 6.5rem; }
.form th.over { text-align: center; font-weight: 500; }
.form td { padding: 0; text-align: right; min-width: 3.4rem; scroll-margin: 14rem 4rem 6rem; position: relative; vertical-align: middle; }
.form td > a, .form td > .plain { display: block; padding: .36rem .55rem; color: inherit; text-decoration: none; min-height: 1.6em; }
.form td > a:hover { background: var(--head); text-decoration: underline; }
.form td.is-zero > a { color: var(--quiet); }
.form td.is-error { background: var(--error-fill); box-shadow: inset 3px 0 0 var(--error); }
.form td.is-warning { background: var(--warning-fill); box-shadow: inset 3px 0 0 var(--warning); }
.form td.is-info { box-shadow: inset 3px 0 0 var(--info); }
.form td.is-corrected { box-shadow: inset 0 -3px 0 var(--good); }
.form td:target, .form td.is-chosen { background: var(--choice); outline: 2px solid var(--warning); outline-offset: -2px; }
.form td > .edit { position: absolute; inset: 0 auto auto 0; padding: 0 .2rem; font-size: .75rem; min-height: 0; opacity: 0; color: var(--link); }
.form td:hover > .edit, .form td > .edit:focus-visible { opacity: 1; }
@media (hover: none) {
  .form td > .edit { display: none; }
  .form td.is-chosen > .edit, .form td:target > .edit { display: grid; place-items: center; opacity: 1; min-width: 1.8rem; min-height: 1.8rem; font-size: 1rem; }
  .form td:is(.is-chosen, :target):has(> .edit) > a:first-child { padding-left: 1.9rem; }
}
.form td > .claim { position: absolute; inset: auto auto 0 0; display: grid; place-items: center; padding: 0; min-width: 24px; min-height: 24px; font-size: .7rem; color: var(--quiet); }
.form td:has(> .claim) > a:first-child { padding-left: 26px; }
.form td > .claim.error { color: var(--error); font-weight: 700; }
.edit-form { display: grid; gap: .9rem; max-width: 34rem; margin: 1rem 0; }
.edit-form label { display: grid; gap: .2rem; }
textarea { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--strong-line); border-radius: 6px; padding: .3rem .55rem; width: 100%; }
.state { font-size: .78rem; color: var(--quiet); font-style: normal; white-space: nowrap; }
.is-blank, .is-dash, .is-absent, .is-unreadable { background-image: repeating-linear-gradient(135deg, transparent 0 5px, light-dark(rgb(0 0 0 / .045), rgb(255 255 255 / .05)) 5px 6px); }
.tip { display: none; position: fixed; z-index: 18; left: 1.5rem; bottom: 1.2rem; max-width: min(40rem, calc(100vw - 3rem)); padding: .6rem .9rem; text-align: left; white-space: normal; background: var(--ink); color: var(--paper); border-radius: var(--radius); box-shadow: 0 8px 30px rgb(0 0 0 / .3); font-size: .9rem; max-height: 45vh; overflow: hidden; pointer-events: none; }
@media (max-width: 74.99rem) {
  .tip { top: .6rem; bottom: auto; left: .9rem; max-width: calc(100vw - 1.8rem); max-height: 32vh; font-size: .84rem; }
}
td:hover > .tip, td:focus-within > .tip { display: block; }
.tip span { display: block; }
.findings { padding: 0; list-style: none; margin: 0; }
.findings li { padding: .55rem .8rem; border-left: 3px solid var(--strong-line); background: var(--card); margin: .35rem 0; border-radius: 0 var(--radius) var(--radius) 0; }
.findings li.error { border-color: var(--error); } .findings li.warning { border-color: var(--warning); } .findings li.info { border-color: var(--info); }
.findings li, .findings li p { color: var(--ink); }
.findings li p { max-width: 80rem; }
.facets { list-style: none; padding: 0; margin: .3rem 0 1rem; font-size: .92rem; }
.facets li { display: flex; justify-content: space-between; gap: .8rem; }
.facets a { padding: .18rem 0; }
.facets.many { columns: 18rem 3; column-gap: 3rem; }
.facets.many li { break-inside: avoid; border-bottom: 1px solid var(--line); padding: .1rem 0; }
.kinds h2 { margin: 1.3rem 0 .3rem; font-weight: 400; }
.kinds > p { margin-top: 0; }
.facets a { text-decoration: none; } .facets a:hover { text-decoration: underline; } .facets a[aria-current] { font-weight: 650; color: var(--ink); }
.prose { max-width: 46rem; line-height: 1.85; }
.prose p { margin: .5rem 0; text-indent: 2em; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1rem; font-size: .86rem; }
.legend dt { font-weight: 600; } .legend div { display: flex; gap: .4rem; } .legend dd { margin: 0; color: var(--quiet); }
details > summary { cursor: pointer; font-size: .9rem; color: var(--quiet); }

/* Coverage. */
.filters { display: flex; flex-wrap: wrap; gap: .6rem .9rem; align-items: end; margin: 1rem 0; }
.filters label { display: grid; gap: .15rem; font-size: .84rem; color: var(--quiet); min-width: 0; max-width: 100%; grid-template-columns: minmax(0, 1fr); }
.filters input, .filters select { color: var(--ink); font-size: .93rem; }
.filters > a { padding: .35rem .2rem; }
input, select, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--strong-line); border-radius: 6px; padding: .3rem .55rem; height: 2.3rem; max-width: 16rem; }
input[name="q"] { width: 24rem; max-width: 100%; }
button { cursor: pointer; background: var(--head); padding: .3rem .9rem; }
button:hover { border-color: var(--link); }
.tiles { display: flex; flex-wrap: wrap; gap: .8rem; padding: 0; margin: 1rem 0; list-style: none; }
.tiles li { padding: .6rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); min-width: 7.5rem; }
.tiles strong { display: block; font-size: 1.5rem; line-height: 1.2; font-weight: 650; }
.tiles a { text-decoration: none; color: inherit; }
.tiles > [class] { border-left: 4px solid var(--strong-line); }
.tiles .stored { border-left-color: var(--good); } .tiles .doubted { border-left-color: var(--error); } .tiles .failed { border-left-color: var(--warning); }
.heat { width: auto; min-width: 100%; }
.heat td { padding: 2px; text-align: center; min-width: 3.6rem; border: 0; }
.heat th[scope="row"] { font-weight: 400; white-space: nowrap; border: 0; position: sticky; left: 0; background: var(--card); max-width: 22rem; overflow: hidden; text-overflow: ellipsis; }
.heat thead th { text-align: center; width: 9rem; }
.heat thead th:first-child { text-align: left; width: auto; position: sticky; left: 0; z-index: 1; }
.heat td > a, .heat td > span { display: block; padding: .3rem .2rem; border-radius: 5px; font-size: .82rem; text-decoration: none; color: inherit; line-height: 1.3; }
.heat td { height: 1px; } .heat td > a { display: grid; align-content: center; height: 100%; }
.heat td > a:hover { outline: 2px solid var(--link); }
.heat .stored { background: var(--good-fill); color: var(--good); }
.heat .doubted { background: var(--error-fill); color: var(--error); font-weight: 600; }
.heat .failed { background: var(--warning-fill); color: var(--warning); box-shadow: inset 0 0 0 1px var(--warning); }
.heat .missing { background: var(--missing-fill); color: var(--quiet); }
.heat .part { background: light-dark(#eef3e4, #2a3222); }
.heat .state { display: block; color: inherit; }
.heat .not_crawled { color: var(--quiet); box-shadow: inset 0 0 0 1px var(--line); }
.pages { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: 1rem 0; align-items: center; }
.pages a { padding: .25rem 0; }
article > .pages:first-child { margin-top: 0; }
.columns { display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 60rem) { .columns { grid-template-columns: 17rem minmax(0, 1fr); } }
mark { background: var(--choice); color: inherit; border-radius: 2px; }
.hit { padding: .7rem 0; border-bottom: 1px solid var(--line); }
.picture { overflow-x: auto; max-width: 52rem; }
.chart { width: 100%; min-width: 34rem; max-width: 52rem; height: auto; display: block; background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); }
.chart text { font-size: 12px; fill: var(--quiet); font-family: inherit; }
.chart .title { font-size: 14px; fill: var(--ink); }
.chart .series { fill: none; stroke: var(--link); stroke-width: 2; }
.chart .point { fill: var(--link); }
.chart .point.doubted { fill: var(--card); stroke: var(--error); stroke-width: 2; }
.chart .grid { stroke: var(--line); }
.chart .left-out { fill: var(--missing-fill); }
pre { background: var(--head); padding: .8rem 1rem; border-radius: var(--radius); overflow-x: auto; font-size: .86rem; }
@media (max-width: 59.99rem) { .kinds { max-height: 13rem; overflow-y: auto; padding: .6rem .8rem 0; border: 1px solid var(--line); border-radius: var(--radius); background: var(--card); } }
@media (max-width: 40rem) {
  .top { position: static; padding: .5rem .9rem .3rem; justify-content: space-between; }
  .top nav:not(.looks) { order: 3; flex: 1 0 100%; flex-wrap: nowrap; overflow-x: auto; margin: 0 -.5rem; } .top nav:not(.looks) a { padding: .35rem .5rem; font-size: .93rem; }
  .looks a { padding: .35rem .4rem; } .looks .quiet { display: none; }
  th, td { padding: .38rem .5rem; }
  main { padding: 1.1rem .9rem 2rem; } .bottom { padding: .8rem .9rem; }
  h1 { font-size: 1.28rem; } .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: .5rem; }
  .looks { margin-left: 0; } .tiles { gap: .4rem; } .tiles li { min-width: 0; flex: 1 0 28%; padding: .4rem .6rem; } .tiles strong { font-size: 1.15rem; } .heat th[scope="row"] { max-width: 9.5rem; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print { .top, .original, .bottom, .filters { display: none; } }
`;
