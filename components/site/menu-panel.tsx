"use client";

import { usePathname } from "next/navigation";
import { useRef } from "react";
import { Link } from "@/components/ui/link";

/**
 * The menu's links. The header stays across visits, so the panel closes itself when the page that was
 * chosen is there, or at once when it is the one in view.
 */
export function MenuPanel({ destinations }: { destinations: { href: string; label: string }[] }) {
  const pathname = usePathname();
  const panel = useRef<HTMLDivElement>(null);
  return (
    <div
      key={pathname}
      ref={panel}
      id="site-menu"
      popover="auto"
      className="inset-auto top-14 right-2 m-0 min-w-52 rounded border bg-raised py-1 text-ink"
    >
      {destinations.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === pathname ? "page" : undefined}
          onClick={href === pathname ? () => panel.current?.hidePopover() : undefined}
          className="flex min-h-11 items-center px-4 hover:bg-sunken aria-[current]:font-medium"
        >
          {label}
        </Link>
      ))}
    </div>
  );
}
