import { HoursStep } from "@/components/registration/hours-step";
import { timeZonesWith } from "@/lib/platform/time";
import { saveHours } from "./actions";
import type { StepProps } from "./registration-step";

export function HoursOf({ way, progress }: StepProps) {
  const { hours } = progress.values;
  const week = Array.from({ length: 7 }, (_, weekday) =>
    (hours?.availability ?? []).filter((rule) => rule.weekday === weekday),
  );
  return (
    <HoursStep
      week={week}
      zone={hours?.time_zone ?? null}
      zones={timeZonesWith(hours?.time_zone ?? "UTC")}
      version={progress.versions.hours}
      action={saveHours.bind(null, way)}
    />
  );
}
