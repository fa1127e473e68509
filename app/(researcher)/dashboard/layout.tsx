import type { ReactNode } from "react";
import { pageContext } from "@/lib/auth/current-context";
import { DashboardNavigation } from "./navigation";

/** The frame of a researcher's own pages. Each page is guarded by itself: a layout stays while pages change. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { actor } = await pageContext();
  return (
    <>
      {actor.kind === "user" && actor.researcherId !== null && <DashboardNavigation />}
      {children}
    </>
  );
}
