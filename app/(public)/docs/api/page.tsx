import type { Metadata } from "next";
import { CodeBlock } from "@/components/api/code-block";
import { CopyButtons } from "@/components/api/copy-buttons";
import { Link } from "@/components/ui/link";
import { Page, PageHeading } from "@/components/ui/page";
import { type ReferenceSection, writeReference } from "@/lib/api/openapi/reference";
import { env } from "@/lib/platform/env";
import { OperationEntry } from "./operation-entry";
import { wholeBooking } from "./whole-booking";

export const metadata: Metadata = {
  title: "API",
  description: "Book, pay for and keep sessions from your own program.",
  alternates: { canonical: "/docs/api" },
};

const anchorOf = (tag: string) => tag.toLowerCase().replaceAll(" ", "-");

/** The whole API, written from the document that programs read. */
export default function ApiPage() {
  const origin = new URL(env().APP_URL).origin;
  const sections = writeReference(origin);
  return (
    <Page>
      <PageHeading title="API">
        Whatever you can do here, your program can do too. Programs read the same as{" "}
        <a href="/api/v1/openapi.json" className="link">
          OpenAPI 3.1
        </a>
        .
      </PageHeading>
      <div className="grid gap-12 lg:grid-cols-[13rem_1fr]">
        <Contents sections={sections} />
        <div className="min-w-0">
          <Beginning origin={origin} />
          {sections.map(({ tag, description, entries }) => (
            <section key={tag} aria-labelledby={anchorOf(tag)} className="mt-14">
              <h2 id={anchorOf(tag)} className="scroll-mt-6 text-28">
                {tag}
              </h2>
              <p className="mt-1 mb-6 text-muted">{description}</p>
              {entries.map((entry) => (
                <OperationEntry key={entry.id} entry={entry} />
              ))}
            </section>
          ))}
        </div>
      </div>
      <CopyButtons />
    </Page>
  );
}

function Contents({ sections }: { sections: ReferenceSection[] }) {
  return (
    <nav aria-label="Contents" className="self-start lg:sticky lg:top-6">
      <ul className="flex flex-wrap gap-x-5 lg:grid">
        {["Begin here", ...sections.map(({ tag }) => tag)].map((name) => (
          <li key={name}>
            <a
              href={`#${anchorOf(name)}`}
              className="inline-flex min-h-8 items-center hover:underline pointer-coarse:min-h-11"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Beginning({ origin }: { origin: string }) {
  return (
    <section aria-labelledby="begin-here" className="grid max-w-reading gap-4">
      <h2 id="begin-here" className="scroll-mt-6 text-28">
        Begin here
      </h2>
      <p>
        Make a token on{" "}
        <Link href="/account/tokens" className="link">
          your account
        </Link>
        , or get one with{" "}
        <a href="#issueToken" className="link">
          your password
        </a>
        , and find somebody to talk to:
      </p>
      <CodeBlock
        label="curl"
        code={`export TOKEN=...\ncurl '${origin}/api/v1/consulting/researchers/search?query=sleep' \\\n  -H "Authorization: Bearer $TOKEN"`}
      />
      <ul className="list-disc space-y-2 pl-5 marker:text-muted">
        <li>
          <b className="font-medium">Answers</b> are <Code>{"{success, message, data}"}</Code>,
          unless an entry below shows another shape. Refusals are{" "}
          <Code>{"{success: false, detail, error: {code, message, details}}"}</Code>, always;{" "}
          <Code>details.fields</Code> names what is wrong with the input.
        </li>
        <li>
          <b className="font-medium">Times</b> are UTC, as <Code>2026-06-10T14:00:00Z</Code>. With{" "}
          <Code>timezone=Europe/Lisbon</Code> free times come in local time too.
        </li>
        <li>
          <b className="font-medium">Money</b> is US dollars as a number: <Code>187.5</Code>.
        </li>
        <li>
          <b className="font-medium">Repeating a POST</b> is safe with an{" "}
          <Code>Idempotency-Key</Code> of your own: for a day, the same request under the same key
          is carried out once and answered alike.
        </li>
        <li>
          <b className="font-medium">Lists</b> take <Code>limit</Code> and <Code>cursor</Code>; the
          next page stands in the <Code>Link</Code> header and in{" "}
          <Code>pagination.next_cursor</Code>.
        </li>
        <li>
          <b className="font-medium">Asking again</b> costs no transfer where an answer has an{" "}
          <Code>ETag</Code>, as those about times, researchers, reviews and papers have: send it
          back in <Code>If-None-Match</Code>, and while nothing has changed the answer is 304
          without a body. Keep such answers for their caller alone.
        </li>
        <li>
          <b className="font-medium">Limits</b> stand in the <Code>RateLimit</Code> header. Beyond
          them the answer is 429, and <Code>Retry-After</Code> says how many seconds to wait.
        </li>
        <li>
          <b className="font-medium">Short addresses</b> work too: <Code>/api/researchers</Code>,{" "}
          <Code>/api/time-slots</Code>, <Code>/api/sessions</Code> and <Code>/api/payment</Code>.
        </li>
      </ul>
      <CodeBlock label="A whole booking with curl" code={wholeBooking(origin, env())} />
      <CodeBlock label="Asking again with curl" code={askingAgain(origin)} />
    </section>
  );
}

/** The tag of the first answer, asked after: `304` once it is sent again. */
const askingAgain = (origin: string) =>
  [
    `URL='${origin}/api/v1/consulting/researchers/search?query=sleep'`,
    `curl -i "$URL" -H "Authorization: Bearer $TOKEN"   # ... ETag: W/"q2mYv0Jx8rTgk1cWZ5nB4w"`,
    `curl -i "$URL" -H "Authorization: Bearer $TOKEN" \\`,
    `  -H 'If-None-Match: W/"q2mYv0Jx8rTgk1cWZ5nB4w"'    # 304 Not Modified`,
  ].join("\n");

function Code({ children }: { children: string }) {
  return <code className="break-words font-mono text-13">{children}</code>;
}
