import type { ReactNode } from "react";
import { Page, PageHeading } from "@/components/ui/page";

/** The narrow column that the account pages share. */
export function AccountPage({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Page width="form">
      <PageHeading title={title}>{lead}</PageHeading>
      <div className="grid gap-8">{children}</div>
    </Page>
  );
}
