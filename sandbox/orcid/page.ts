import { html } from "hono/html";
import { people } from "./people";

/** Stands for ORCID's own sign-in: whom to be is a choice here. `query` goes along unchanged. */
export function signInPage(query: string) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Stand-in for ORCID</title>
<link rel="icon" href="data:,">
<style>
  :root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1c1b1a; --quiet: #625e57; --line: #8b867d; }
  @media (prefers-color-scheme: dark) { :root { --paper: #171614; --ink: #ece8df; --quiet: #a8a297; } }
  body { margin: 0 auto; max-width: 30rem; padding: 10vh 16px 32px; background: var(--paper);
    color: var(--ink); font: 17px/1.55 system-ui, sans-serif; }
  h1 { font: 600 28px/1.25 Georgia, serif; }
  p, code { color: var(--quiet); }
  form { display: grid; gap: 12px; }
  button, input { font: inherit; min-height: 44px; border: 1px solid var(--line); border-radius: 6px;
    padding: 8px 14px; background: transparent; color: inherit; text-align: left; }
  label { display: grid; gap: 4px; }
</style>
</head>
<body><main>
<h1>Stand-in for ORCID</h1>
<p>Whose iD do you sign in with?</p>
<form method="post" action="/orcid/oauth/authorize?${query}">
${people.map(({ orcid, given, family }) => html`<button name="person" value="${orcid}">${given} ${family} <code>${orcid}</code></button>`)}
</form>
<form method="post" action="/orcid/oauth/authorize?${query}" style="margin-top:24px">
<label>Another iD <input name="person" required pattern="\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dX]" autocomplete="off"></label>
<button>Sign in with this iD</button>
</form>
<form method="post" action="/orcid/oauth/authorize?${query}" style="margin-top:24px">
<button name="person" value="deny">Deny access</button>
</form>
</main></body>
</html>`;
}
