import { createElement, Fragment } from "react";
import { CodeBlock } from "@/components/api/code-block";
import { Link } from "@/components/ui/link";
import type { Parameter, ReferenceEntry } from "@/lib/api/openapi/reference";

const audiences: Record<ReferenceEntry["audience"], string> = {
  anyone: "No token needed",
  user: "Any account",
  verified: "Accounts with a confirmed address",
  researcher: "Owners of a profile",
  admin: "Administrators",
  signed: "Proves itself",
};

/** One operation: what it does, what it takes and answers, how it refuses, and the call to copy. */
export function OperationEntry({ entry }: { entry: ReferenceEntry }) {
  const { id, method, path, summary, description, audience, parameters, answer, refusals } = entry;
  return (
    <article aria-labelledby={id} className="grid gap-4 border-t py-8 lg:grid-cols-2 lg:gap-10">
      <div className="grid min-w-0 content-start gap-3">
        <h3 id={id} className="scroll-mt-6 text-17">
          {summary}
        </h3>
        <p className="font-mono text-13">
          <span className="font-semibold text-accent">{method}</span>{" "}
          <span className="break-all">{path}</span>
        </p>
        {description && <p>{withMarks(description)}</p>}
        <p className="text-13 text-muted">{audiences[audience]}</p>
        {parameters.length > 0 && <Parameters parameters={parameters} />}
        {refusals.length > 0 && (
          <dl className="grid gap-1 text-13">
            {refusals.map(({ status, codes }) => (
              <div key={status} className="flex gap-3">
                <dt className="font-mono text-muted">{status}</dt>
                <dd className="min-w-0 break-words font-mono">{codes.join(", ")}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      <div className="grid min-w-0 content-start gap-3">
        <CodeBlock label="curl" code={entry.snippets.curl} />
        <details>
          <summary className="link w-fit py-1 text-13">TypeScript</summary>
          <div className="mt-2">
            <CodeBlock label="TypeScript" code={entry.snippets.typescript} />
          </div>
        </details>
        {answer && (
          <details>
            <summary className="link w-fit py-1 text-13">Answer, {entry.status}</summary>
            <div className="mt-2">
              <CodeBlock label="JSON" code={answer} />
            </div>
          </details>
        )}
      </div>
    </article>
  );
}

function Parameters({ parameters }: { parameters: Parameter[] }) {
  return (
    <dl className="grid gap-2 text-13">
      {parameters.map((each) => (
        <div key={each.name} className="grid gap-x-3 sm:grid-cols-[11rem_1fr]">
          <dt className="break-all font-mono">{each.name}</dt>
          <dd className="text-muted">
            {typeOf(each)}
            {!each.required && ", optional"}
            {each.description && `. ${each.description}`}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function typeOf({ schema }: Parameter): string {
  if (schema.enum) return schema.enum.join(" | ");
  const type = schema.format ?? [schema.type].flat().join(" | ");
  return schema.default === undefined ? type : `${type}, default ${String(schema.default)}`;
}

/** What stands between backquotes is code; `[words](address)` is a link. */
function withMarks(text: string) {
  const parts = text.split(/(`[^`]+`|\[[^\]]+\]\([^)]+\))/);
  // As children of their own: a list of them would want keys, and they never move.
  return createElement(Fragment, null, ...parts.map(markedUp));
}

function markedUp(part: string) {
  if (part.startsWith("`")) {
    return <code className="break-words font-mono text-13">{part.slice(1, -1)}</code>;
  }
  const [, words, href] = /^\[(.+)\]\((.+)\)$/.exec(part) ?? [];
  if (!words || !href) return part;
  return (
    <Link href={href} className="link">
      {words}
    </Link>
  );
}
