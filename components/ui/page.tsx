import type { ReactNode } from "react";
import { classes } from "./classes";

const widths = {
  form: "max-w-[32rem]",
  reading: "max-w-[46rem]",
  page: "max-w-page",
};

/** A page's column with its gutters and its air above and below. The layout has already put a `main` around it. */
export function Page({
  width = "page",
  className,
  children,
}: {
  width?: keyof typeof widths;
  className?: string;
  children: ReactNode;
}) {
  return <div className={classes("page py-8 sm:py-12", widths[width], className)}>{children}</div>;
}

/** The page's one h1 and a line under it. */
export function PageHeading({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <header className="mb-8 max-w-reading">
      <h1 className="text-28 sm:text-40">{title}</h1>
      {children && <div className="mt-2 text-17 text-muted">{children}</div>}
    </header>
  );
}
