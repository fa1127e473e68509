"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { dashboardPages } from "./pages";

/** Which of the dashboard's pages an address belongs to: itself, or the one that it lies under. */
function isCurrent(href: string, pathname: string): boolean {
  return href === "/dashboard" ? pathname === href : `${pathname}/`.startsWith(`${href}/`);
}

/** The ways between a researcher's own pages. Wraps on narrow screens; in the page before any script. */
export function DashboardNavigation() {
  const pathname = usePathname();
  return (
    <nav aria-label="Dashboard" className="border-b bg-raised print:hidden">
      <div className="page max-w-page">
        <ul className="-mx-2.5 flex flex-wrap gap-x-1">
          {dashboardPages.map(({ href, label }) => (
            <li key={href}>
              <Link
                href={href}
                aria-current={isCurrent(href, pathname) ? "page" : undefined}
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
