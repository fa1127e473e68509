import type { ReactNode } from "react";
import { buttonClasses } from "@/components/ui/button";
import { withReturnTo } from "@/lib/auth/return-to";

/** Leads to ORCID and back. A plain link: fetching it ahead would begin a visit there. */
export function OrcidLink(props: {
  purpose: "sign-in" | "connect";
  returnTo?: string | null;
  children: ReactNode;
}) {
  const href = withReturnTo(`/orcid/start?for=${props.purpose}`, props.returnTo ?? null);
  return (
    <a
      href={href}
      rel="nofollow"
      className={buttonClasses(
        "secondary",
        undefined,
        props.purpose === "sign-in" ? "w-full" : undefined,
      )}
    >
      {props.children}
    </a>
  );
}
