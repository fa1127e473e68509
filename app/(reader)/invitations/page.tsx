import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { verifiedPageContext } from "@/app/_pages/signed-in-context";
import { OutreachEntry } from "@/components/outreach/outreach-entry";
import { pageZone } from "@/components/site/page-zone";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate } from "@/components/ui/format-when";
import { Link } from "@/components/ui/link";
import { Page, PageHeading } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { type Allowance, readAllowance } from "@/lib/outreach/allowance";
import { listOutreach } from "@/lib/outreach/read-outreach";
import { DomainError } from "@/lib/platform/errors";

export const metadata: Metadata = { title: "Invitations" };

const PAGE = 20;

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Whom the reader has asked for, and how each request stands. */
export default async function InvitationsPage({ searchParams }: { searchParams: Search }) {
  const ctx = await verifiedPageContext("/invitations");
  const { cursor: given } = await searchParams;
  const cursor = typeof given === "string" ? given : undefined;
  const [zone, allowance, list] = await Promise.all([
    pageZone(ctx.actor),
    readAllowance(ctx.db, ctx.actor.id, ctx.now),
    listOutreach(ctx, { limit: PAGE, cursor }).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === "INVALID_INPUT") redirect("/invitations");
      throw error;
    }),
  ]);
  return (
    <Page width="reading">
      <PageHeading title="Invitations">
        <Left allowance={allowance} zone={zone} />
      </PageHeading>
      {list.items.length === 0 ? (
        <EmptyState
          title="You have not invited anybody yet"
          actions={<LinkButton href="/researchers">Find a researcher</LinkButton>}
        >
          Look for the paper you would like to talk about. Where its author is not on Colloquy yet,
          you can invite them from its page.
        </EmptyState>
      ) : (
        <ul className="divide-y border-y [overflow-wrap:anywhere]">
          {list.items.map((request) => (
            <OutreachEntry key={request.id} request={request} zone={zone} now={ctx.now} />
          ))}
        </ul>
      )}
      <Pagination
        first={cursor ? "/invitations" : null}
        next={list.nextCursor && `/invitations?cursor=${list.nextCursor}`}
      />
    </Page>
  );
}

function Left({ allowance, zone }: { allowance: Allowance; zone: string }) {
  const { limit, used, renewsAt } = allowance;
  if (limit === null) return "As a member you can invite as many researchers as you like.";
  return (
    <>
      {used} of {limit} used this month; new ones from {formatDate(renewsAt, zone)}.{" "}
      <Link href="/membership" className="link">
        Members invite without limit
      </Link>
      .
    </>
  );
}
