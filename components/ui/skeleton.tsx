import { classes } from "./classes";

/** A quiet shape where text will be. Size it with classes: `<Skeleton className="h-6 w-48" />`. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classes("block animate-pulse rounded bg-sunken", className)}
    />
  );
}

/** Wrap a page's skeleton in this: it tells a screen reader what the eye sees. */
export function Loading({ what, children }: { what: string; children: React.ReactNode }) {
  return (
    <div aria-busy="true">
      <p role="status" className="sr-only">
        Loading {what}
      </p>
      {children}
    </div>
  );
}
