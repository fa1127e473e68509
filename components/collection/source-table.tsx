import { LocalWhen } from "@/components/site/local-when";
import { Badge } from "@/components/ui/badge";
import type { SourceProgress } from "@/lib/researchers/collection/jobs/get-collection";
import { sourceNames, sourceStateWords } from "./collection-words";

const tones = {
  waiting: "waiting",
  running: "waiting",
  done: "accent",
  skipped: "neutral",
  failed: "failure",
} as const satisfies Record<SourceProgress["state"], string>;

/** What each source of a job has said so far. */
export function SourceTable({ sources, zone }: { sources: SourceProgress[]; zone: string }) {
  return (
    <ul className="divide-y border-y">
      {sources.map(({ source, state, found, total, note, retryAt }) => (
        <li
          key={source}
          className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-1 py-3 sm:grid-cols-[10rem_8rem_1fr]"
        >
          <h3 className="font-medium font-sans text-15">{sourceNames[source]}</h3>
          <span>
            <Badge tone={tones[state]}>{sourceStateWords[state]}</Badge>
          </span>
          <p className="col-span-2 text-15 text-muted sm:col-span-1">
            {foundWords(source, found, total)}
            {note && `. ${note}`}
            {retryAt && (
              <>
                ; asked again <LocalWhen at={retryAt} zone={zone} format="dated" />
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

function foundWords(source: string, found: number, total: number | null): string {
  if (source === "ror") return found === 1 ? "Knows the institution" : "No institution";
  if (total !== null) return `${found} of ${total} people`;
  if (found === 0) return "No record";
  return found === 1 ? "1 record" : `${found} records`;
}
