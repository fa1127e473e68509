import type { ReactNode } from "react";
import { SectionNavigation } from "@/components/site/section-navigation";
import { pageContext } from "@/lib/auth/current-context";
import { adminPages } from "./pages";

/** The frame of the administrators' pages. Each page is guarded by itself: a layout stays while pages change. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { actor } = await pageContext();
  return (
    <>
      {actor.kind === "user" && actor.isAdmin && (
        <SectionNavigation label="Administration" home="/admin" pages={adminPages} />
      )}
      {children}
    </>
  );
}
