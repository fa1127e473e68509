import type { ReactNode } from "react";
import { classes } from "./classes";

const tones = {
  neutral: "border-hairline text-muted",
  accent: "border-accent/40 text-accent",
  waiting: "border-waiting/50 bg-waiting-soft text-waiting",
  failure: "border-failure/40 bg-failure-soft text-failure",
};

/** A word about a state. Always a word: never colour alone. */
export function Badge({
  tone = "neutral",
  className,
  children,
}: {
  tone?: keyof typeof tones;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={classes(
        "inline-flex items-center gap-1 whitespace-nowrap rounded-full border px-2 font-medium font-sans text-13 leading-5",
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
