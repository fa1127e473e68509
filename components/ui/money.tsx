import { formatCents } from "@/lib/platform/money";
import { classes } from "./classes";

/** Integer cents in US dollars, `$187.50`, with figures that line up in columns. */
export function Money({ cents, className }: { cents: number; className?: string }) {
  return (
    <span className={classes("whitespace-nowrap tabular", className)}>{formatCents(cents)}</span>
  );
}
