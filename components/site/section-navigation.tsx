"use client";

import { usePathname } from "next/navigation";
import { Link } from "@/components/ui/link";

export type SectionPage = { href: string; label: string };

/** Which page an address belongs to: itself, or the one that it lies under; `home` has all others under it. */
function isCurrent(href: string, pathname: string, home: string): boolean {
  return href === home ? pathname === href : `${pathname}/`.startsWith(`${href}/`);
}

/** The ways between the pages of a section. Wraps on narrow screens; in the page before any script. */
export function SectionNavigation(props: {
  label: string;
  home: string;
  pages: readonly SectionPage[];
}) {
  const pathname = usePathname();
  return (
    <nav aria-label={props.label} className="border-b bg-raised print:hidden">
      <div className="page max-w-page">
        <ul className="-mx-2.5 flex flex-wrap gap-x-1">
          {props.pages.map(({ href, label }) => (
            <li key={href}>
              <Link
                href={href}
                aria-current={isCurrent(href, pathname, props.home) ? "page" : undefined}
                className="inline-flex min-h-11 items-center border-transparent border-b-2 px-2.5 text-15 text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}
