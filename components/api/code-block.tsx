/** Code to read and take along; a long line scrolls in its own box. `CopyButtons` makes the buttons work. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <figure className="min-w-0 overflow-hidden rounded border bg-sunken">
      <figcaption className="flex items-center justify-between gap-4 border-b px-3 py-1">
        <span className="text-13 text-muted">{label}</span>
        <button
          type="button"
          data-copies-code=""
          className="link inline-flex min-h-8 items-center text-13 noscript:hidden pointer-coarse:min-h-11"
        >
          Copy
        </button>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <pre tabIndex={0} className="max-h-96 overflow-auto p-3 text-13 leading-5">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
