/** How originals look: on paper, whatever the workbench around them does. */
export const originalStyle = `
:root { color-scheme: light; }
body { margin: 0; padding: 12px 16px 40vh; background: #fff; color: #1b1b1a; font: 14px/1.7 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; overflow-wrap: break-word; }
.note { margin: 0 0 12px; padding: 6px 10px; background: #f3f2ee; border-radius: 6px; color: #5b5952; font-size: 12px; }
.note a { color: #1f5f8b; text-decoration: underline; }
table { border-collapse: collapse; max-width: 100%; font-size: 13px; }
td, th { border: 1px solid #c9c6bc; padding: 2px 5px; font-weight: normal; }
a { color: inherit; text-decoration: none; }
a:hover, a:focus-visible { outline: 2px solid #1f5f8b; outline-offset: 1px; border-radius: 2px; }
#start { scroll-margin: 20vh 0; }
.here { background: #ffe27a !important; color: #1b1b1a !important; box-shadow: 0 0 0 2px #b98500; border-radius: 2px; scroll-margin: 35vh 24px; }
.removed { color: #6b6860; font-size: 12px; }
ol.lines { margin: 0; padding-left: 4em; font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; font-size: 13px; white-space: pre-wrap; }
ol.lines ::marker { color: #75726a; font-size: 11px; }
svg { display: block; width: 100%; height: auto; background: #fff; box-shadow: 0 0 0 1px #d9d6cc; }
rect.place { fill: transparent; stroke: none; }
a:hover rect.place, a:focus-visible rect.place { stroke: #1f5f8b; stroke-width: 1; }
rect.here { fill: #ffe27a; mix-blend-mode: multiply; stroke: #b98500; stroke-width: 1.2; box-shadow: none; }
p { margin: .4em 0; }
`;
