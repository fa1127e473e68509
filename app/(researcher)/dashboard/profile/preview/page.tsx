import type { Metadata } from "next";
import { researcherContext } from "@/app/_pages/researcher-context";
import { ProfileView } from "@/app/(public)/researchers/[slug]/profile-view";
import { pageZone } from "@/components/site/page-zone";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { getOwnProfile } from "@/lib/profiles/get-own-profile";
import { payoutsReach } from "@/lib/researchers/payout-countries";

export const metadata: Metadata = { title: "Preview of your profile" };

const HERE = "/dashboard/profile/preview";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The profile as readers see it, or will once it is published: the very page, in their place. */
export default async function PreviewPage({ searchParams }: Props) {
  const ctx = await researcherContext(HERE);
  const { reviews } = await searchParams;
  const profile = await getOwnProfile(ctx);
  const { payoutCountry } = profile;
  const takesBookings = payoutCountry === null || payoutsReach(payoutCountry);
  return (
    <>
      <div className="page max-w-page pt-6">
        <Notice>
          {profile.standing === "listed"
            ? "This is your profile as readers see it."
            : "This is your profile as readers will see it once it is published."}{" "}
          <Link href="/dashboard/profile" className="link">
            Back to editing
          </Link>
        </Notice>
      </div>
      <ProfileView
        ctx={ctx}
        profile={{ ...profile, standing: "listed", takesBookings }}
        paper={null}
        cursor={typeof reviews === "string" ? reviews : null}
        zone={await pageZone(ctx.actor)}
        here={HERE}
      />
    </>
  );
}
