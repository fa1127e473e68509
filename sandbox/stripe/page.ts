import { html } from "hono/html";

type Html = ReturnType<typeof html>;

/** The plain frame of the sandbox's own pages. */
export function page(title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          :root { color-scheme: light dark; font: 17px/1.5 system-ui, sans-serif; }
          main { max-width: 30rem; margin: 12vh auto; padding: 0 1.25rem; }
          h1 { font-size: 1.4rem; margin: 0 0 0.75rem; }
          form { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-top: 1.5rem; }
          button { font: inherit; min-height: 44px; padding: 0 1rem; border-radius: 6px;
            border: 1px solid #0e6253; background: #0e6253; color: #fff; cursor: pointer; }
          button.plain { background: transparent; color: inherit; border-color: currentcolor; }
          button:focus-visible { outline: 3px solid #59b8a4; outline-offset: 2px; }
          dl { display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 1rem; }
          dt { opacity: 0.75; } dd { margin: 0; font-variant-numeric: tabular-nums; }
          small { opacity: 0.75; }
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
          <p><small>Sandbox: no bank is involved and no money moves.</small></p>
        </main>
      </body>
    </html>`;
}
