import type { Metadata } from "next";
import { countries } from "@/app/_pages/countries";
import { profileValues } from "@/app/_pages/read-profile-form";
import { researcherContext } from "@/app/_pages/researcher-context";
import { ProfileForm } from "@/components/profiles/profile-form";
import { Citation } from "@/components/researchers/citation";
import { Badge } from "@/components/ui/badge";
import { Page, PageHeading } from "@/components/ui/page";
import { env } from "@/lib/platform/env";
import { getOwnProfile, type OwnProfile } from "@/lib/profiles/get-own-profile";
import {
  ACHIEVEMENTS_MAX,
  BIO_MAX,
  EXPERTISE_MAX,
  RATE_MAX_DOLLARS,
  RATE_MIN_DOLLARS,
} from "@/lib/profiles/profile-input";
import { listFields } from "@/lib/researchers/list-fields";
import { save } from "./actions";
import { Picture } from "./picture";
import { Publishing } from "./publishing";

export const metadata: Metadata = { title: "Profile" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** A researcher's own profile: whether readers see it, and all that they see. */
export default async function OwnProfilePage({ searchParams }: Props) {
  const ctx = await researcherContext("/dashboard/profile");
  const { picture } = await searchParams;
  const [profile, fields] = await Promise.all([getOwnProfile(ctx), listFields(ctx)]);
  const { host } = new URL(env().APP_URL);
  return (
    <Page>
      <PageHeading title="Profile">
        {profile.standing === "listed" ? (
          <Badge tone="accent">Published</Badge>
        ) : (
          <Badge>Hidden</Badge>
        )}
      </PageHeading>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <aside
          aria-label="What readers see"
          className="grid gap-8 lg:sticky lg:top-6 lg:order-2 lg:border-l lg:pl-8"
        >
          <Publishing profile={profile} />
          <Picture profile={profile} problem={typeof picture === "string" ? picture : null} />
        </aside>
        <div className="grid max-w-reading gap-12">
          <ProfileForm
            saved={profileValues(profile)}
            limits={{
              bio: BIO_MAX,
              expertise: EXPERTISE_MAX,
              achievements: ACHIEVEMENTS_MAX,
              rate: [RATE_MIN_DOLLARS, RATE_MAX_DOLLARS],
            }}
            feePercent={env().PLATFORM_FEE_PERCENT}
            countries={countries()}
            fields={fields.map(({ name }) => name)}
            addressBefore={`${host}/researchers/`}
            verifiedHint={verifiedHint(profile)}
            isPublished={profile.standing === "listed"}
            action={save}
          />
          <Papers profile={profile} />
        </div>
      </div>
    </Page>
  );
}

const verifiedHint = ({ verified }: OwnProfile): string | null =>
  verified
    ? "“Verified” stands for what you proved: changing your name ends all of it, changing your affiliation what an address there proved."
    : null;

function Papers({ profile: { papers } }: { profile: OwnProfile }) {
  return (
    <section aria-labelledby="papers">
      <h2 id="papers" className="border-b pb-3 text-21">
        Papers
      </h2>
      {papers.length > 0 ? (
        <ul className="divide-y border-b">
          {papers.map((paper) => (
            <li key={paper.id} className="py-5">
              <Citation paper={paper} position={paper.position} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="border-b py-5 text-muted">No papers are linked to your profile yet.</p>
      )}
    </section>
  );
}
