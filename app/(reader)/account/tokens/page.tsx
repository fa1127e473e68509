import type { Metadata } from "next";
import { sendLink } from "@/app/_actions/send-link";
import { signedInContext } from "@/app/_pages/signed-in-context";
import { ConfirmYourAddress } from "@/components/auth/confirm-your-address";
import { TokenForm } from "@/components/auth/token-form";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Page, PageHeading } from "@/components/ui/page";
import { When } from "@/components/ui/when";
import { requireUser } from "@/lib/auth/actor";
import type { ApiToken } from "@/lib/auth/api-token";
import { tokenDays } from "@/lib/auth/create-api-token";
import { listApiTokens } from "@/lib/auth/list-api-tokens";
import { makeToken, revokeToken } from "./actions";

export const metadata: Metadata = { title: "API tokens" };

/** The programs that may act for the reader, and a token for another. */
export default async function TokensPage() {
  const ctx = await signedInContext("/account/tokens");
  const { email, emailVerified, timeZone } = requireUser(ctx.actor);
  const tokens = await listApiTokens(ctx);
  return (
    <Page width="form">
      <PageHeading title="API tokens">
        A program that has one of your tokens can do through the{" "}
        <Link href="/docs/api" className="link">
          API
        </Link>{" "}
        whatever you can do here.
      </PageHeading>
      <div className="grid gap-10">
        <section aria-labelledby="make" className="grid gap-5 border-t pt-6">
          <h2 id="make" className="text-21">
            Make a token
          </h2>
          {emailVerified ? (
            <TokenForm action={makeToken} days={tokenDays} />
          ) : (
            <ConfirmYourAddress email={email} sendLink={sendLink.bind(null, "/account/tokens")} />
          )}
        </section>
        <section aria-labelledby="yours" className="grid gap-5 border-t pt-6">
          <h2 id="yours" className="text-21">
            Yours
          </h2>
          {tokens.length === 0 ? (
            <EmptyState title="No program acts for you">
              <p>
                Tokens that you make, and programs that sign in with your password, appear here.
              </p>
            </EmptyState>
          ) : (
            <>
              <ul className="divide-y border-y">
                {tokens.map((token) => (
                  <Token key={token.id} token={token} zone={timeZone} />
                ))}
              </ul>
              <p className="text-13 text-muted">
                Changing your password or signing out everywhere ends all of them.
              </p>
            </>
          )}
        </section>
      </div>
    </Page>
  );
}

function Token({ token, zone }: { token: ApiToken; zone: string }) {
  const name = token.name ?? "Signed in by password";
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-4">
      <div className="min-w-0 flex-1 basis-64">
        <h3 className="break-words font-medium">{name}</h3>
        <p className="text-13 text-muted">
          {token.lastUsedAt ? (
            <>
              Last used <When at={token.lastUsedAt} zone={zone} />
            </>
          ) : (
            "Never used"
          )}
        </p>
        <p className="text-13 text-muted">
          Valid until <When at={token.expiresAt} zone={zone} format="date" />
        </p>
      </div>
      <ConfirmDialog
        label="Revoke"
        accessibleLabel={`Revoke ${name}`}
        title={`Revoke “${name}”?`}
        confirmLabel="Revoke"
        pendingLabel="Revoking"
        keepLabel="Keep it"
        action={revokeToken.bind(null, token.id)}
      >
        <p>Whatever uses it is refused from now on. This cannot be undone.</p>
      </ConfirmDialog>
    </li>
  );
}
