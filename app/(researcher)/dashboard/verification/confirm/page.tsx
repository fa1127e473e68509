import type { Metadata } from "next";
import { researcherContext } from "@/app/_pages/researcher-context";
import { ActButton } from "@/components/forms/act-button";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Page, PageHeading } from "@/components/ui/page";
import { type AddressClaimState, findAddressClaim } from "@/lib/verification/address-claim";
import { confirmMailedAddress } from "../actions";

// The address holds a secret: it must not travel on to other sites.
export const metadata: Metadata = { title: "Confirm your address", referrer: "same-origin" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Where the mailed link leads: a button, because programs that scan mail open every link. */
export default async function ConfirmPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const given = typeof token === "string" ? token : "";
  const path = `/dashboard/verification/confirm?${new URLSearchParams({ token: given })}`;
  const ctx = await researcherContext(path);
  const found = given ? await findAddressClaim(ctx, given) : null;
  const own = found?.researcherId === ctx.actor.researcherId ? found : null;
  return (
    <Page width="form">
      <PageHeading
        title={own?.state === "live" ? "Confirm your address" : "This link no longer works"}
      />
      {own?.state === "live" ? (
        <div className="grid gap-6">
          <p>
            Is <strong className="wrap-anywhere">{own.address}</strong> yours? Readers then see that
            you have an address at {own.institution}. The address itself is shown to nobody.
          </p>
          <ActButton pendingLabel="Confirming" action={confirmMailedAddress.bind(null, given)}>
            Confirm this address
          </ActButton>
        </div>
      ) : (
        <div className="grid gap-6">
          <Notice tone="failure">{whyNot(found, own)}</Notice>
          <div>
            <LinkButton href="/dashboard/verification">Go to Verification</LinkButton>
          </div>
        </div>
      )}
    </Page>
  );
}

function whyNot(found: AddressClaimState | null, own: AddressClaimState | null): string {
  if (found && !own)
    return "It belongs to another profile. Sign in with the account of that profile, and open it again.";
  if (own?.state === "used") return "It was used already, or a newer one took its place.";
  if (own?.state === "expired") return "It has expired. Give the address once more.";
  return "Part of it is missing. Open it from the mail once more.";
}
