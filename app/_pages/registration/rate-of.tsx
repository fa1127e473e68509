import { countries } from "@/app/_pages/countries";
import { RateStep } from "@/components/registration/rate-step";
import { env } from "@/lib/platform/env";
import { RATE_MAX_DOLLARS, RATE_MIN_DOLLARS } from "@/lib/profiles/profile-input";
import { saveForm } from "./actions";
import type { StepProps } from "./registration-step";

export function RateOf({ way, progress }: StepProps) {
  const { rate } = progress.values;
  return (
    <div className="max-w-reading">
      <RateStep
        saved={{ rate: rate ? String(rate.rate) : "", payoutCountry: rate?.payout_country ?? "" }}
        version={progress.versions.rate}
        bounds={[RATE_MIN_DOLLARS, RATE_MAX_DOLLARS]}
        feePercent={env().PLATFORM_FEE_PERCENT}
        countries={countries()}
        action={saveForm.bind(null, way, "rate")}
      />
    </div>
  );
}
