import type { ReactNode } from "react";
import { classes } from "./classes";

/** Nothing here, and what to do about it. */
export function EmptyState({
  title,
  children,
  actions,
  className,
}: {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  return (
    <div className={classes("border-y py-12", className)}>
      <h2 className="text-21">{title}</h2>
      {children && <div className="mt-2 max-w-reading text-muted">{children}</div>}
      {actions && <div className="mt-6 flex flex-wrap gap-3">{actions}</div>}
    </div>
  );
}
