import { dayWords, WEEK_ORDER } from "@/components/availability/editor/week-draft";
import { weekdayName } from "@/components/availability/editor/weekday-names";
import { TermsStep } from "@/components/registration/terms-step";
import { LinkButton } from "@/components/ui/button";
import { DataList } from "@/components/ui/data-list";
import { zoneCity } from "@/components/ui/format-when";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { PASSWORD_MIN } from "@/lib/auth/password-rules";
import { env } from "@/lib/platform/env";
import { formatCents, netCents } from "@/lib/platform/money";
import { hasAccountInUse } from "@/lib/registration/account-state";
import type { StepValues } from "@/lib/registration/registration-input";
import { nextStep } from "@/lib/registration/steps";
import { TERMS_VERSION } from "@/lib/registration/terms";
import { finish } from "./actions";
import type { StepProps } from "./registration-step";

/** All that was filled in, what it still lacks, and the terms. */
export async function TermsOf({ ctx, way, registrant, progress }: StepProps) {
  const { profile, rate, hours } = progress.values;
  if (!profile || !rate || !hours)
    return (
      <div className="grid max-w-reading gap-4">
        <p>Some of the steps before this one are not filled in yet.</p>
        <div>
          <LinkButton href={`/${way}/${nextStep(progress)}`}>Go on where you left off</LinkButton>
        </div>
      </div>
    );
  const lacks = lacking(profile, rate, hours);
  return (
    <div className="grid max-w-reading gap-10">
      <DataList
        rows={[
          [
            "Profile",
            <Part key="profile" href={`/${way}/profile`} label="profile">
              <p className="font-serif text-17">{profile.name}</p>
              <p className="text-muted">
                {[profile.position, profile.affiliation].filter(Boolean).join(", ")}
              </p>
              <p className="text-muted">{profile.expertise.join(" · ")}</p>
            </Part>,
          ],
          [
            "Rate",
            <Part key="rate" href={`/${way}/rate`} label="rate">
              <RateWords dollars={rate.rate} />
            </Part>,
          ],
          [
            "Hours",
            <Part key="hours" href={`/${way}/hours`} label="hours">
              <Week hours={hours} />
            </Part>,
          ],
        ]}
      />
      {lacks.length > 0 && (
        <Notice tone="waiting" title="Your profile will be hidden at first">
          Before readers can see it, it needs {lacks.join(", ")}. You can add that now, or later.
        </Notice>
      )}
      <TermsStep
        email={registrant.email}
        termsVersion={TERMS_VERSION}
        choosesPassword={!(await hasAccountInUse(ctx, registrant))}
        passwordMinimum={PASSWORD_MIN}
        isComplete={lacks.length === 0}
        action={finish.bind(null, way, progress.versions)}
      />
    </div>
  );
}

function lacking(
  profile: StepValues<"profile">,
  rate: StepValues<"rate">,
  hours: StepValues<"hours">,
): string[] {
  const needs: [string, boolean][] = [
    ["a bio", Boolean(profile.bio)],
    ["your field", Boolean(profile.field)],
    ["a topic of expertise", profile.expertise.length > 0],
    ["the country you are paid in", Boolean(rate.payout_country)],
    ["hours", hours.availability.length > 0],
  ];
  return needs.filter(([, isThere]) => !isThere).map(([need]) => need);
}

function Part({
  href,
  label,
  children,
}: {
  href: string;
  label: string;
  children: React.ReactNode;
}) {
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="wrap-anywhere min-w-0">{children}</div>
      <Link href={href} className="link shrink-0">
        Change<span className="sr-only"> the {label}</span>
      </Link>
    </div>
  );
}

function RateWords({ dollars }: { dollars: number }) {
  const cents = Math.round(dollars * 100);
  const net = netCents(cents, env().PLATFORM_FEE_PERCENT);
  return (
    <p className="tabular">
      {formatCents(cents)} an hour, of which {formatCents(net)} is yours
    </p>
  );
}

function Week({ hours }: { hours: StepValues<"hours"> }) {
  const days = WEEK_ORDER.map((weekday) => ({
    weekday,
    open: hours.availability.filter((rule) => rule.weekday === weekday),
  })).filter(({ open }) => open.length > 0);
  if (days.length === 0) return <p>None yet</p>;
  return (
    <>
      <ul className="tabular">
        {days.map(({ weekday, open }) => (
          <li key={weekday}>
            {weekdayName(weekday)} {dayWords(open)}
          </li>
        ))}
      </ul>
      <p className="text-13 text-muted">On the clock in {zoneCity(hours.time_zone)}</p>
    </>
  );
}
