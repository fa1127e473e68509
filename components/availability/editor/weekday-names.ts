import { WEEKDAYS } from "../day-names";
import { WEEK_ORDER } from "./week-draft";

/** "Monday" for 1, as rules count weekdays. */
export const weekdayName = (weekday: number): string =>
  WEEKDAYS[WEEK_ORDER.indexOf(weekday)]?.long ?? "";
