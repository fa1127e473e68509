import { sourceName } from "@/components/researchers/source-name";
import { LocalWhen } from "@/components/site/local-when";
import { LinkButton } from "@/components/ui/button";
import type { Ctx } from "@/lib/platform/context";
import type { Researcher } from "@/lib/researchers/researcher";
import {
  listProfileSources,
  type ProfileSource,
} from "@/lib/researchers/unclaimed/list-profile-sources";

type UnclaimedPanelProps = {
  ctx: Ctx;
  researcher: Researcher;
  /** The paper that the reader comes from. */
  paperId: string | null;
  zone: string;
};

/** Of somebody who has not joined: how to invite them, where this comes from, and what they can do about it. */
export async function UnclaimedPanel({ ctx, researcher, paperId, zone }: UnclaimedPanelProps) {
  const sources = await listProfileSources(ctx, researcher.id);
  const { id, name, slug } = researcher;
  const invite = new URLSearchParams({ researcher: id, ...(paperId && { paper: paperId }) });
  const own = new URLSearchParams({ researcher: slug });
  return (
    <div className="grid gap-8">
      <section aria-labelledby="invite-heading">
        <h2 id="invite-heading" className="border-b pb-3 text-21">
          Not on Colloquy yet
        </h2>
        <p className="mt-4">
          {name} has not joined, so no time can be booked. We can write to them for you, and tell
          you when they join.
        </p>
        <LinkButton href={`/invite?${invite}`} rel="nofollow" className="mt-4 w-full">
          Invite to Colloquy
        </LinkButton>
      </section>
      <section aria-labelledby="sources-heading" className="text-15">
        <h2 id="sources-heading" className="eyebrow font-sans">
          Where this comes from
        </h2>
        <p className="mt-1 text-muted">
          {name} did not write this page. What stands here is from public records of their papers.
        </p>
        <Sources sources={sources} zone={zone} />
      </section>
      <section aria-labelledby="own-heading" className="text-15">
        <h2 id="own-heading" className="eyebrow font-sans">
          Are you {name}?
        </h2>
        <p className="mt-2 flex flex-wrap gap-3">
          <LinkButton href={`/claim?${own}`} variant="secondary" rel="nofollow">
            This is me
          </LinkButton>
          <LinkButton href={`/remove-profile?${own}`} variant="quiet" rel="nofollow">
            Remove my profile
          </LinkButton>
        </p>
      </section>
    </div>
  );
}

const fieldNames: Record<string, string> = {
  name: "name",
  affiliation: "affiliation",
  position: "position",
  orcid: "ORCID iD",
  expertise: "fields of work",
};

const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

function Sources({ sources, zone }: { sources: ProfileSource[]; zone: string }) {
  const shown = sources.flatMap(({ source, fetchedAt, fields }) => {
    const names = Object.entries(fieldNames).flatMap(([field, name]) =>
      fields.includes(field) ? [name] : [],
    );
    return names.length > 0 ? [{ source, fetchedAt, names }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <ul className="mt-2 grid gap-1.5">
      {shown.map(({ source, fetchedAt, names }) => (
        <li key={source}>
          {capitalized(list.format(names))}:{" "}
          {source === "request" ? "told by whoever asked us to look" : sourceName(source)}
          <span className="text-muted">
            , <LocalWhen at={fetchedAt} zone={zone} format="date" />
          </span>
        </li>
      ))}
    </ul>
  );
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
