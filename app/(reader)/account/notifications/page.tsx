import type { Metadata } from "next";
import { signedInContext } from "@/app/_pages/signed-in-context";
import { ChoicesForm } from "@/components/notifications/choices-form";
import { Page, PageHeading } from "@/components/ui/page";
import { readMailChoices } from "@/lib/notifications/choices/choose-mails";
import { kindsFor, optionalMailWords } from "@/lib/notifications/choices/optional-mails";
import { saveMailChoices } from "./actions";

export const metadata: Metadata = { title: "Notifications" };

/** Which of the mails that one can do without are sent. */
export default async function NotificationsPage() {
  const ctx = await signedInContext("/account/notifications");
  const { email, researcherId } = ctx.actor;
  const choices = await readMailChoices(ctx);
  const boxes = kindsFor(researcherId !== null).map((kind) => ({
    name: kind,
    label: optionalMailWords[kind].title,
    hint: optionalMailWords[kind].hint,
    isOn: choices[kind],
  }));
  return (
    <Page width="form">
      <PageHeading title="Notifications">Which mails we send to {email}.</PageHeading>
      <div className="grid gap-10">
        <ChoicesForm boxes={boxes} action={saveMailChoices} />
        <section className="grid gap-3 border-t pt-6">
          <h2 className="text-21">Always sent</h2>
          <p className="text-muted">
            Confirmations, changes and cancellations of your sessions, requests that wait for an
            answer, receipts and refunds, what is reported about a session, a membership’s payments,
            a calendar that cannot be read any more, and whatever guards your account.
          </p>
        </section>
      </div>
    </Page>
  );
}
