import { Link } from "@/components/ui/link";
import type { Theme } from "./theme";
import { ThemeChoice } from "./theme-choice";

const links = [
  { href: "/researchers", label: "All researchers" },
  { href: "/apply", label: "For researchers" },
  { href: "/sessions", label: "My sessions" },
  { href: "/membership", label: "Membership" },
  { href: "/account", label: "Account" },
  { href: "/docs/api", label: "API" },
  { href: "/terms", label: "Terms" },
  { href: "/privacy", label: "Privacy" },
  { href: "/refunds", label: "Refunds" },
];

export function SiteFooter({ theme }: { theme: Theme }) {
  return (
    <footer className="mt-16 border-t">
      <div className="page flex max-w-page flex-wrap items-center justify-between gap-x-8 gap-y-2 py-6">
        <p className="text-13 text-muted">Colloquy. Talk to the people who wrote it.</p>
        <nav aria-label="Footer" className="flex flex-wrap gap-x-5">
          {links.map(({ href, label }) => (
            <Link
              key={href}
              href={href}
              className="inline-flex min-h-8 items-center text-13 text-muted hover:text-ink hover:underline pointer-coarse:min-h-11"
            >
              {label}
            </Link>
          ))}
        </nav>
        <ThemeChoice initial={theme} />
      </div>
    </footer>
  );
}
