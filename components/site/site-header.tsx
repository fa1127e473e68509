import { buttonClasses } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { pageContext } from "@/lib/auth/current-context";
import type { Actor } from "@/lib/platform/context";
import { MenuPanel } from "./menu-panel";
import { Wordmark } from "./wordmark";

type Destination = { href: string; label: string };

/** Where each kind of visitor may want to go, in the order of use. */
export function destinationsOf(actor: Actor): Destination[] {
  if (actor.kind !== "user") return [{ href: "/sign-in", label: "Sign in" }];
  return [
    { href: "/sessions", label: "My sessions" },
    { href: "/invitations", label: "Invitations" },
    ...(actor.researcherId ? [{ href: "/dashboard", label: "Dashboard" }] : []),
    ...(actor.isAdmin ? [{ href: "/admin", label: "Administration" }] : []),
    { href: "/account", label: "Account" },
  ];
}

/** On every page: the name, the search, and what is the visitor's own. */
export async function SiteHeader() {
  const { actor } = await pageContext();
  const destinations = destinationsOf(actor);
  const inline =
    "inline-flex min-h-11 items-center whitespace-nowrap rounded px-1.5 text-15 hover:text-accent sm:px-2.5";
  return (
    <header className="border-b">
      <div className="page flex max-w-page items-center gap-x-2 py-1.5 sm:gap-x-6">
        <Wordmark />
        <search className="site-search hidden flex-1 md:block">
          <form action="/researchers" className="max-w-80">
            <input
              type="search"
              name="query"
              aria-label="Search researchers"
              placeholder="Name, field or paper"
              className="control min-h-9 bg-paper text-15"
            />
          </form>
        </search>
        <nav aria-label="Site" className="-mr-1.5 ml-auto sm:-mr-2.5 flex items-center">
          <Link href="/researchers" className={inline}>
            Researchers
          </Link>
          {destinations.length === 1 ? (
            destinations.map(({ href, label }) => (
              <Link key={href} href={href} className={inline}>
                {label}
              </Link>
            ))
          ) : (
            <>
              <div className="hidden lg:flex">
                {destinations.map(({ href, label }) => (
                  <Link key={href} href={href} className={inline}>
                    {label}
                  </Link>
                ))}
              </div>
              <Menu destinations={destinations} />
            </>
          )}
        </nav>
      </div>
    </header>
  );
}

/** The same links on a phone: a popover, so it opens and closes without any script. */
function Menu({ destinations }: { destinations: Destination[] }) {
  return (
    <div className="lg:hidden">
      <button
        type="button"
        popoverTarget="site-menu"
        className={buttonClasses("quiet", "regular", "px-2.5 text-ink")}
      >
        Menu
      </button>
      <MenuPanel destinations={destinations} />
    </div>
  );
}
