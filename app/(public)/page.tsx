import type { Metadata } from "next";
import { countOf } from "@/components/researchers/count-of";
import { ResearcherEntry } from "@/components/researchers/researcher-entry";
import { SearchForm } from "@/components/researchers/search-form";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { Link } from "@/components/ui/link";
import { pageContext } from "@/lib/auth/current-context";
import { listFields } from "@/lib/researchers/list-fields";
import { listResearchers } from "@/lib/researchers/list-researchers";
import { proofsOf } from "@/lib/verification/proofs-of";

const SHOWN = 6;

export const metadata: Metadata = { alternates: { canonical: "/" } };

export default async function LandingPage() {
  const ctx = await pageContext();
  const [fields, soonest, zone] = await Promise.all([
    listFields(ctx),
    listResearchers(ctx, { availableWithinDays: 366, sort: "next", limit: SHOWN }),
    pageZone(ctx.actor),
  ]);
  const proofs = await proofsOf(
    ctx,
    soonest.items.map(({ id }) => id),
  );
  return (
    <div className="page max-w-page">
      <section className="max-w-[44rem] pt-14 pb-12 sm:pt-24 sm:pb-16">
        <h1 className="text-28 tracking-tight sm:text-40">
          Talk for an hour with the person who wrote the paper.
        </h1>
        <div className="mt-7 sm:mt-9">
          <SearchForm large />
        </div>
        <nav aria-label="Fields" className="mt-5">
          <ul className="flex flex-wrap gap-x-5 gap-y-1">
            {fields.map(({ name }) => (
              <li key={name}>
                <Link
                  href={`/researchers?${new URLSearchParams({ field: name })}`}
                  className="link inline-flex min-h-8 items-center pointer-coarse:min-h-11"
                >
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </section>
      {soonest.items.length > 0 && (
        <section aria-labelledby="soonest">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b pb-3">
            <h2 id="soonest" className="text-21">
              Free soonest
            </h2>
            <p className="text-13 text-muted">
              <TimesIn zone={zone} />. Paid by card. Cancel up to a day before for a full refund.
            </p>
          </div>
          <ul className="divide-y border-b">
            {soonest.items.map((researcher) => (
              <li key={researcher.id}>
                <ResearcherEntry
                  researcher={researcher}
                  proofs={proofs.get(researcher.id)}
                  zone={zone}
                  now={ctx.now}
                />
              </li>
            ))}
          </ul>
          <Link href="/researchers" className="link mt-5 inline-flex min-h-11 items-center">
            {soonest.isTotalExact
              ? `All ${countOf(soonest)} with free times`
              : `${countOf(soonest)} with free times`}
          </Link>
        </section>
      )}
    </div>
  );
}
