import { redirect } from "next/navigation";
import { Citation } from "@/components/researchers/citation";
import { PersonJsonLd } from "@/components/researchers/person-json-ld";
import { ProfileHead } from "@/components/researchers/profile-head";
import { ReviewList } from "@/components/reviews/review-list";
import { LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Page } from "@/components/ui/page";
import type { AuthoredPaper } from "@/lib/papers/list-papers-of";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { DomainError } from "@/lib/platform/errors";
import type { ResearcherProfile } from "@/lib/researchers/get-researcher";
import { listReviews } from "@/lib/reviews/list-reviews";
import { proofsOf } from "@/lib/verification/proofs-of";
import { BookingPanel } from "./booking-panel";

const REVIEWS_SHOWN = 5;

type ProfileViewProps = {
  ctx: Ctx;
  profile: ResearcherProfile;
  /** The paper that the reader comes from. */
  paper: AuthoredPaper | null;
  /** The place in the reviews. */
  cursor: string | null;
  zone: string;
  /** The page's own address, for the way through the reviews. */
  here: string;
};

/** A researcher's profile: who they are, what they wrote, what readers say, and the times. */
export async function ProfileView(props: ProfileViewProps) {
  const { ctx, profile, paper, cursor, zone, here } = props;
  const proofs = (await proofsOf(ctx, [profile.id])).get(profile.id) ?? [];
  return (
    <Page className="grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,1fr)_23rem] lg:grid-rows-[auto_1fr]">
      <PersonJsonLd
        profile={profile}
        url={new URL(`/researchers/${profile.slug}`, env().APP_URL).href}
      />
      <div className="min-w-0">
        <ProfileHead researcher={profile} paper={paper} proofs={proofs} zone={zone} />
        <About profile={profile} />
        <TimesBar profile={profile} />
      </div>
      <aside
        aria-label={profile.standing === "unclaimed" ? "Not on Colloquy yet" : "Booking"}
        className="lg:row-span-2 lg:border-l lg:pl-8"
      >
        <div className="lg:-mt-6 lg:sticky lg:top-0 lg:max-h-dvh lg:overflow-y-auto lg:px-1 lg:py-6">
          <BookingPanel ctx={ctx} researcher={profile} paperId={paper?.id ?? null} zone={zone} />
        </div>
      </aside>
      <div className="grid min-w-0 content-start gap-12">
        <Papers profile={profile} />
        <Reviews ctx={ctx} profile={profile} cursor={cursor} zone={zone} here={here} />
        <TimesBar profile={profile} />
      </div>
    </Page>
  );
}

function About({ profile }: { profile: ResearcherProfile }) {
  const { bio, field, expertise, achievements } = profile;
  const topics = [field, ...expertise].filter((topic): topic is string => Boolean(topic));
  return (
    <div className="mt-8 grid max-w-reading gap-6">
      {bio && <p className="whitespace-pre-line font-serif text-17 leading-7">{bio}</p>}
      {topics.length > 0 && (
        <p className="text-15">
          <span className="text-muted">Works on </span>
          {topics.map((topic, at) => (
            <span key={topic}>
              {at > 0 && ", "}
              <Link href={`/researchers?${new URLSearchParams({ query: topic })}`} className="link">
                {topic}
              </Link>
            </span>
          ))}
        </p>
      )}
      {achievements.length > 0 && (
        <section aria-labelledby="achievements">
          <h2 id="achievements" className="text-21">
            Achievements
          </h2>
          <ul className="mt-2 grid gap-1.5">
            {achievements.map((achievement) => (
              <li key={achievement} className="grid grid-cols-[1.25rem_1fr]">
                <span aria-hidden="true" className="text-muted">
                  –
                </span>
                {achievement}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Papers({ profile }: { profile: ResearcherProfile }) {
  if (profile.papers.length === 0) return null;
  return (
    <section aria-labelledby="papers">
      <h2 id="papers" className="border-b pb-3 text-21">
        Papers
      </h2>
      <ul className="divide-y border-b">
        {profile.papers.map((paper) => (
          <li key={paper.id} className="py-5">
            <Citation paper={paper} position={paper.position} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type ReviewsProps = Pick<ProfileViewProps, "ctx" | "profile" | "cursor" | "zone" | "here">;

async function Reviews({ ctx, profile, cursor, zone, here }: ReviewsProps) {
  if (profile.standing === "unclaimed") return null;
  const { items, nextCursor } = await listReviews(ctx, {
    researcherId: profile.id,
    limit: REVIEWS_SHOWN,
    cursor,
  }).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "INVALID_INPUT") redirect(here);
    throw error;
  });
  return (
    <section id="reviews" aria-labelledby="reviews-heading" className="scroll-mt-6">
      <h2 id="reviews-heading" className="mb-3 text-21">
        Reviews
      </h2>
      {items.length > 0 ? (
        <ReviewList reviews={items} researcherName={profile.name} zone={zone} />
      ) : (
        <p className="border-y py-5 text-muted">
          None yet. Only readers who have had a session can write one.
        </p>
      )}
      <div className="mt-5 flex flex-wrap gap-3">
        {nextCursor && (
          <LinkButton href={`${here}?reviews=${nextCursor}#reviews`} variant="secondary">
            Older reviews
          </LinkButton>
        )}
        {cursor && (
          <LinkButton href={`${here}#reviews`} variant="quiet">
            Newest reviews
          </LinkButton>
        )}
      </div>
    </section>
  );
}

/** On phones: price and the way to the times, at the bottom of whatever part is being read. */
function TimesBar({ profile }: { profile: ResearcherProfile }) {
  if (!profile.takesBookings || profile.rateCents === null) return null;
  // Where nothing is free, the panel says so in its place; a bar would promise times.
  if (profile.nextAvailableAt === null) return null;
  return (
    <div className="sticky bottom-0 z-20 -mx-4 mt-8 flex items-center justify-between gap-4 border-t bg-paper px-4 py-2.5 lg:hidden">
      <p>
        <Money cents={profile.rateCents} className="font-semibold text-17" />
        <span className="text-13 text-muted"> an hour</span>
      </p>
      <a
        href="#times"
        className="inline-flex min-h-11 items-center rounded bg-accent px-5 font-medium text-on-accent hover:bg-accent-strong"
      >
        See times
      </a>
    </div>
  );
}
