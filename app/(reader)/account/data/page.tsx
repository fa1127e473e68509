import type { Metadata } from "next";
import { verifiedPageContext } from "@/app/_pages/signed-in-context";
import { buttonClasses } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Page, PageHeading } from "@/components/ui/page";
import { partsFor } from "@/lib/accounts/export/parts";

export const metadata: Metadata = { title: "Your data" };

/** What is held about somebody, and a file with all of it. */
export default async function YourDataPage() {
  const { actor } = await verifiedPageContext("/account/data");
  return (
    <Page width="form">
      <PageHeading title="Your data">
        One file with everything that we hold about you, for you to keep or to take elsewhere.
      </PageHeading>
      <div className="grid gap-10">
        <div className="grid gap-3">
          <div>
            <a href="/api/v1/account/export" download className={buttonClasses()}>
              Download the file
            </a>
          </div>
          <p className="text-13 text-muted">
            It is made as you ask for it, in JSON, which any program and a text editor can read.
            Keep it to yourself.
          </p>
        </div>
        <section className="grid gap-4 border-t pt-6">
          <h2 className="text-21">What is in it</h2>
          <dl className="grid gap-4">
            {partsFor(actor).map(({ name, about }) => (
              <div key={name}>
                <dt className="font-medium">{name}</dt>
                <dd className="text-muted">{about}</dd>
              </div>
            ))}
          </dl>
          <p>
            Others appear in it as you see them here anyway. To be forgotten instead,{" "}
            <Link href="/account/delete" className="link">
              delete your account
            </Link>
            .
          </p>
        </section>
      </div>
    </Page>
  );
}
