import { ActButton } from "@/components/forms/act-button";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { OwnProfile } from "@/lib/profiles/get-own-profile";
import type { Needed } from "@/lib/profiles/what-is-missing";
import { hide, publish } from "./actions";

const WORK = "/dashboard/profile#work";
const PAYMENT = "/dashboard/profile#payment";

/** What a profile needs, and where it is put in. */
const needs: Record<Needed, { words: string; href: string }> = {
  bio: { words: "A bio", href: WORK },
  field: { words: "Your field", href: WORK },
  expertise: { words: "One topic of expertise or more", href: WORK },
  rate: { words: "A rate", href: PAYMENT },
  hours: { words: "Hours in which you can be booked", href: "/dashboard/availability" },
  payout_country: { words: "The country you are paid in", href: PAYMENT },
};

/** Whether readers see the profile, what is missing before they can, and the way to change it. */
export function Publishing({ profile }: { profile: OwnProfile }) {
  const { standing, takesBookings, missing, slug } = profile;
  const isPublished = standing === "listed";
  return (
    <section aria-labelledby="publishing" className="grid gap-4">
      <h2 id="publishing" className="text-21">
        {isPublished ? "Readers see your profile" : "Readers do not see your profile"}
      </h2>
      {isPublished && !takesBookings && (
        <Notice tone="waiting" title="It takes no bookings yet">
          Payouts do not reach the country you are paid in. Your profile says that no time can be
          booked; it will take bookings as soon as payouts reach you.
        </Notice>
      )}
      {!isPublished && missing.length > 0 && (
        <div>
          <p className="text-muted">Before you can publish it, it needs:</p>
          <ul className="mt-2 grid gap-1">
            {missing.map((need) => (
              <li key={need} className="grid grid-cols-[1.25rem_1fr]">
                <span aria-hidden="true" className="text-muted">
                  –
                </span>
                <Link href={needs[need].href} className="link justify-self-start">
                  {needs[need].words}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
      {!isPublished && missing.length === 0 && (
        <p className="text-muted">Everything it needs is there.</p>
      )}
      {isPublished && (
        <p>
          <Link href={`/researchers/${slug}`} className="link wrap-anywhere">
            Your public profile
          </Link>
        </p>
      )}
      <div className="flex flex-wrap items-start gap-3">
        {!isPublished && missing.length === 0 && (
          <ActButton pendingLabel="Publishing" action={publish}>
            Publish
          </ActButton>
        )}
        {isPublished && (
          <ConfirmDialog
            label="Hide the profile"
            title="Hide your profile?"
            confirmLabel="Hide it"
            pendingLabel="Hiding"
            keepLabel="Keep it published"
            action={hide}
          >
            <p>
              Readers no longer find it, and nobody can book a new session. Sessions that are booked
              stay booked, and you can publish it again whenever you like.
            </p>
          </ConfirmDialog>
        )}
        <Link href="/dashboard/profile/preview" className="link self-center py-2">
          Preview
        </Link>
      </div>
    </section>
  );
}
