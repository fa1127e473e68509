/** The inbox's one stylesheet: light and dark from the same names, two panes from 860 px on. */
export const styles = `
:root { color-scheme: light dark; --paper: #fbfaf7; --raised: #f3f1ea; --ink: #1c1b1a;
  --quiet: #625e57; --line: #dcd8cf; --accent: #0e6253; --wait: #8a5a00; --bad: #9a3324; }
@media (prefers-color-scheme: dark) { :root { --paper: #1b1a18; --raised: #262421; --ink: #ece8df;
  --quiet: #aaa499; --line: #3a3733; --accent: #76cab6; --wait: #e3b860; --bad: #f0988a; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
h1, h2, .title, .subject { font-family: "Source Serif 4", Charter, Georgia, serif; font-weight: 600; }
a { color: var(--accent); text-underline-offset: 3px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 16px; top: 8px; z-index: 2;
  background: var(--paper); padding: 8px; }
.quiet { color: var(--quiet); }
time { font-variant-numeric: tabular-nums; }

.list { padding: 24px 16px 48px; }
.list .title { font-size: 28px; line-height: 1.2; margin: 0 0 4px; }
.title a { color: inherit; text-decoration: none; }
.list > p.quiet { margin: 0 0 16px; }
form { display: grid; gap: 8px; margin-bottom: 16px; }
label { display: grid; gap: 2px; font-size: 13px; color: var(--quiet); }
input, button { font: inherit; min-height: 44px; border-radius: 6px; border: 1px solid var(--line);
  background: var(--paper); color: var(--ink); padding: 0 12px; width: 100%; }
input { border-color: var(--quiet); }
button { background: var(--raised); cursor: pointer; } button:hover { border-color: var(--accent); }
.news:not(:empty) { padding: 8px 0 16px; }
ol.mails { list-style: none; margin: 0; padding: 0; border-bottom: 1px solid var(--line); }
ol.mails a { display: grid; gap: 0 12px; grid-template-columns: minmax(0, 1fr) auto; padding: 12px 8px;
  border-top: 1px solid var(--line); color: inherit; text-decoration: none; }
ol.mails a:hover, ol.mails a[aria-current] { background: var(--raised); }
ol.mails a[aria-current] { box-shadow: inset 3px 0 var(--accent); }
ol.mails .subject { grid-column: 1 / -1; font-size: 17px; line-height: 1.3; }
ol.mails .to, ol.mails time { font-size: 13px; color: var(--quiet); }
ol.mails .preview { grid-column: 1 / -1; font-size: 13px; color: var(--quiet); overflow: hidden;
  white-space: nowrap; text-overflow: ellipsis; }
.older { display: flex; min-height: 44px; align-items: center; }

.mail { padding: 24px 16px 48px; min-width: 0; }
.mail h1, .empty h2 { font-size: 28px; line-height: 1.2; margin: 0 0 16px; }
.back { display: inline-flex; min-height: 44px; align-items: center; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; margin: 0 0 16px; }
dt { color: var(--quiet); } dd { margin: 0; }
.badge { font-weight: 600; } .bounced, .complained { color: var(--bad); }
.event { border: 1px solid var(--line); border-left: 3px solid var(--accent); border-radius: 6px;
  padding: 16px; margin: 0 0 16px; }
.event.cancel { border-left-color: var(--bad); }
.event h2 { font-size: 21px; line-height: 1.25; margin: 0 0 12px; }
.event.cancel h2 { text-decoration: line-through; }
.event .method { margin: 0 0 4px; font-size: 13px; color: var(--quiet); }
.event dl { margin: 0; }
.files { list-style: none; padding: 0; margin: 0 0 16px; display: flex; flex-wrap: wrap; gap: 8px; }
.files a { display: inline-flex; align-items: center; min-height: 44px; padding: 0 12px;
  border: 1px solid var(--line); border-radius: 6px; }
nav.views { display: flex; gap: 4px 24px; flex-wrap: wrap; border-bottom: 1px solid var(--line); }
nav.views a { display: inline-flex; align-items: center; min-height: 44px; color: var(--quiet);
  text-decoration: none; border-bottom: 2px solid transparent; }
nav.views a[aria-current] { color: var(--ink); border-color: var(--accent); font-weight: 600; }
iframe { display: block; width: 100%; min-height: 420px; border: 1px solid var(--line); border-top: 0;
  background: #fff; color-scheme: light; }
pre { white-space: pre-wrap; font: 15px/1.55 ui-monospace, "SF Mono", Menlo, Consolas, monospace;
  max-width: 72ch; margin: 16px 0; }
.details { margin-top: 16px; }
.empty { max-width: 34rem; padding-top: 12vh; }
.empty h2 { margin-bottom: 8px; }

@media (min-width: 860px) {
  .panes { display: grid; grid-template-columns: minmax(320px, 26rem) minmax(0, 1fr); }
  .panes .list { border-right: 1px solid var(--line); height: 100vh; overflow-y: auto;
    position: sticky; top: 0; }
  .mail { padding: 24px 40px 64px; max-width: 56rem; }
  .back { display: none; }
}
@media (max-width: 859.98px) {
  .reading .list { display: none; }
  .panes:not(.reading) .mail { display: none; }
}
@media (max-width: 520px) {
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: 8px; }
}
`;
