import type { ReactNode } from "react";
import { SectionNavigation } from "@/components/site/section-navigation";
import { pageContext } from "@/lib/auth/current-context";
import { dashboardPages } from "./pages";

/** The frame of a researcher's own pages. Each page is guarded by itself: a layout stays while pages change. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { actor } = await pageContext();
  return (
    <>
      {actor.kind === "user" && actor.researcherId !== null && (
        <SectionNavigation label="Dashboard" home="/dashboard" pages={dashboardPages} />
      )}
      {children}
    </>
  );
}
