import { html } from "hono/html";
import type { Load, RunView } from "./overview";

/** The recent runs as a page for people. */
export function runsPage(runs: RunView[], load: Load) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Runs</title>
<link rel="icon" href="data:,">
<style>
  :root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1c1b1a; --line: #dcd8cf; --quiet: #625e57;
    --good: #0e6253; --bad: #9a3324; --wait: #8a5a00; }
  @media (prefers-color-scheme: dark) { :root { --paper: #171614; --ink: #ece8df; --line: #393631;
    --quiet: #a8a297; --good: #6cc3ae; --bad: #ee8f7e; --wait: #e0b25c; } }
  body { margin: 0 auto; padding: 24px 16px 64px; max-width: 60rem; background: var(--paper);
    color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
  h1 { font: 600 28px/1.2 Georgia, serif; margin: 0 0 4px; }
  p { margin: 0 0 24px; color: var(--quiet); }
  details { border-top: 1px solid var(--line); }
  summary { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 12px 0; cursor: pointer; }
  summary b { flex: 1 1 16rem; font-weight: 600; overflow-wrap: anywhere; }
  time { color: var(--quiet); font-variant-numeric: tabular-nums; }
  .completed { color: var(--good); } .failed { color: var(--bad); }
  .running { color: var(--wait); } .cancelled { color: var(--quiet); }
  ol { margin: 0 0 12px; padding-left: 24px; }
  pre { margin: 0 0 16px; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px; }
</style>
</head>
<body>
<h1>Runs</h1>
<p>${load.running} being called, ${load.queued} due, ${load.retrying} to be repeated, ${load.sleeping} asleep.
  The last ${runs.length} runs, newest first.</p>
${runs.length === 0 ? html`<p>No function has run yet.</p>` : runs.map(runRow)}
</body>
</html>`;
}

function runRow(run: RunView) {
  return html`<details>
<summary><b>${run.function}</b><span class="${run.status}">${run.status}</span>
<time datetime="${run.started}">${run.started.slice(0, 19).replace("T", " ")} UTC</time></summary>
<p>${run.id}, started by ${run.event.name}</p>
${
  run.steps.length > 0
    ? html`<ol>${run.steps.map(
        (step) =>
          html`<li>${step.name}: ${step.op}, ${step.status}${step.failures > 0 ? `, ${step.failures} failed attempts` : ""}</li>`,
      )}</ol>`
    : ""
}
<pre>${JSON.stringify(run.output, null, 2)}</pre>
</details>`;
}
