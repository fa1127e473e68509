import type { Country } from "@/components/profiles/country-field";
import { COUNTRIES, payoutsReach } from "@/lib/researchers/payout-countries";

/** Every country that one can be paid in, or not yet, by name. */
export function countries(): Country[] {
  const names = new Intl.DisplayNames("en", { type: "region" });
  return COUNTRIES.map((code) => ({
    code,
    name: names.of(code) ?? code,
    isReached: payoutsReach(code),
  })).sort((a, b) => a.name.localeCompare(b.name, "en"));
}
