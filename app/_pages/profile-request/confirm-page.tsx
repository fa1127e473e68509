import { ActButton } from "@/components/forms/act-button";
import { ConfirmForm } from "@/components/registration/confirm-form";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Page, PageHeading } from "@/components/ui/page";
import { anonymousContext } from "@/lib/auth/current-context";
import { type RequestReading, readRequest } from "@/lib/registration/requests/confirm-request";
import { confirm, resume } from "./actions";
import type { Search } from "./ask-page";

/** Where the mailed link leads: it shows what it is about, and a button does it, as programs that scan mail open every link. */
export async function ConfirmPage({ kind, search }: { kind: "claim" | "removal"; search: Search }) {
  const { token } = await search;
  const reading: RequestReading =
    typeof token === "string" ? await readRequest(anonymousContext(), token) : { state: "gone" };
  if (typeof token !== "string" || reading.state === "gone" || reading.kind !== kind)
    return (
      <Ended title="This link no longer works">
        It was used, part of it is missing, or the profile is gone or has an owner by now.
      </Ended>
    );
  const { name, slug, email } = reading;
  if (reading.state === "expired")
    return (
      <Ended
        title="This link has expired"
        again={`/${kind === "claim" ? "claim" : "remove-profile"}?researcher=${slug}`}
      >
        It worked for three days. Ask for a new one; it arrives in a minute.
      </Ended>
    );
  if (reading.state === "confirmed")
    return (
      <Ended title="We have your request" tone="waiting">
        You have confirmed your address. A person decides, and you get a mail, within a few days.
      </Ended>
    );
  const isClaim = kind === "claim";
  return (
    <Page width="form">
      <PageHeading title={isClaim ? `You are ${name}?` : `Remove the profile of ${name}?`}>
        {email}
      </PageHeading>
      <div className="grid gap-6">
        {isClaim ? (
          <p>
            With this you say that the profile is about you. Claiming somebody else’s is against our
            terms, and against the law in most places.
          </p>
        ) : (
          <p>
            With this you say that the profile is about you. It cannot be undone: to come back you
            would make a new one.
          </p>
        )}
        {reading.state === "granted" ? (
          <ActButton pendingLabel="Opening" action={resume.bind(null, token)}>
            Go on with the profile
          </ActButton>
        ) : (
          <ConfirmForm
            label={isClaim ? "Yes, this is me" : "Remove my profile"}
            pendingLabel={isClaim ? "Confirming" : "Removing"}
            isDangerous={!isClaim}
            action={confirm.bind(null, token)}
          />
        )}
      </div>
    </Page>
  );
}

function Ended(props: {
  title: string;
  again?: string;
  tone?: "waiting" | "failure";
  children: string;
}) {
  return (
    <Page width="form">
      <PageHeading title={props.title} />
      <div className="grid gap-6">
        <Notice tone={props.tone ?? "failure"}>{props.children}</Notice>
        {props.again && (
          <div>
            <LinkButton href={props.again}>Get a new link</LinkButton>
          </div>
        )}
      </div>
    </Page>
  );
}
