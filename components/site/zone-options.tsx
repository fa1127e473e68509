import { zoneCity } from "@/components/ui/format-when";

/** Time zones as options of a select, by their region and city. */
export function ZoneOptions({ zones }: { zones: readonly string[] }) {
  return zones.map((zone) => (
    <option key={zone} value={zone}>
      {placeOf(zone)}
    </option>
  ));
}

/** "Asia/Kathmandu", also where the system still calls it Katmandu; "America/Argentina/Salta". */
const placeOf = (zone: string) =>
  [...zone.split("/").slice(0, -1), zoneCity(zone)].join("/").replaceAll("_", " ");
