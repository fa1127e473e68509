import type { ReactNode } from "react";

/** A part of a list of sessions, under its heading; holds `SessionEntry`s. */
export function SessionSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 text-21">{title}</h2>
      <ul className="divide-y border-y">{children}</ul>
    </section>
  );
}
