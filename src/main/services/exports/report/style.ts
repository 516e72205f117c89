/** The report's look: light or dark as the reader's system asks, white on paper. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --panel: #ffffff; --text: #1d2129; --quiet: #565d6b; --line: #d9dce3;
  --accent: #2854c5; --notice: #fff6df; --notice-line: #b98900;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14161b; --panel: #1b1e24; --text: #e7e9ee; --quiet: #a7aebb; --line: #363c47;
    --accent: #8fb0ff; --notice: #2e2817; --notice-line: #c9a23a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif;
}
main { max-width: 1120px; margin: 0 auto; padding: 28px 20px 60px; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 6px; overflow-wrap: anywhere; }
h2 { font-size: 18px; margin: 34px 0 10px; }
h3 { font-size: 15px; margin: 0 0 8px; overflow-wrap: anywhere; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.lead, .quiet, figcaption { color: var(--quiet); }
.lead { max-width: 75ch; }
.panel, figure {
  background: var(--panel); border: 1px solid var(--line); border-radius: 7px; padding: 14px 16px;
  margin: 0 0 12px;
}
.notice { background: var(--notice); border-color: var(--notice-line); }
ul, ol { margin: 0; padding-left: 22px; }
li + li { margin-top: 6px; }
nav ul { list-style: none; padding: 0; }
nav li { display: inline-block; margin: 0 16px 0 0; }
.chart { position: relative; height: 420px; }
.values {
  position: absolute; z-index: 2; pointer-events: none; padding: 6px 10px; max-width: 48%;
  background: var(--panel); border: 1px solid var(--line); border-radius: 5px; font-size: 12px;
  box-shadow: 0 2px 10px rgba(0, 0, 0, 0.18);
}
.values .row { display: grid; grid-template-columns: 10px 1fr max-content; grid-gap: 8px; align-items: center; }
.values .chosen { font-weight: bold; }
.values i { width: 10px; height: 10px; border-radius: 2px; }
.values span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
figcaption { font-size: 12.5px; margin-top: 6px; }
details > summary { cursor: pointer; color: var(--accent); font-size: 13px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--quiet); padding: 4px 0; }
th, td { text-align: left; padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; }
thead th { font-weight: 600; vertical-align: bottom; }
thead button { text-align: inherit; }
thead button { font: inherit; font-weight: 600; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
thead button::after { content: ' ↕'; color: var(--quiet); }
th[aria-sort='ascending'] button::after { content: ' ↑'; }
th[aria-sort='descending'] button::after { content: ' ↓'; }
.recipes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(460px, 100%), 1fr)); grid-gap: 12px; }
.recipes .panel { margin: 0; min-width: 0; align-self: start; }
.facts th { font-weight: 500; color: var(--quiet); width: 170px; }
.facts td, .recipes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(460px, 100%), 1fr)); grid-gap: 12px; }
.recipes .panel { margin: 0; min-width: 0; align-self: start; }
.facts th { overflow-wrap: anywhere; }
pre { overflow-x: auto; background: var(--page); padding: 10px; border-radius: 5px; font-size: 12px; }
@media print {
  :root {
    color-scheme: light; --page: #fff; --panel: #fff; --text: #000; --quiet: #444; --line: #bbb;
    --accent: #000; --notice: #fff; --notice-line: #777;
  }
  main { max-width: none; padding: 0; }
  nav, .numbers, thead button::after { display: none; }
  figure, .panel, tr { break-inside: avoid; }
  h2 { break-after: avoid; }
  .chart { height: 340px; }
  .scroll { overflow: visible; }
  table { font-size: 10px; }
}
`
