import { EditorSection } from "@/components/availability/editor/editor-section";
import { formatWhen } from "@/components/ui/format-when";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { AddressForm } from "@/components/verification/address-form";
import type { OwnVerification } from "@/lib/verification/get-own-verification";
import { giveAddress } from "./actions";

type Props = { own: OwnVerification; accountEmail: string; zone: string };

/** Proving the affiliation by an address there. */
export function AddressSection({ own, accountEmail, zone }: Props) {
  const { affiliation, waiting, proofs } = own;
  const isProved = proofs.some(({ kind }) => kind === "institution_email");
  return (
    <EditorSection
      id="address"
      title="An address at your institution"
      lead="We look up your institution in ROR, the register of research organizations, and mail a link to your address there. Addresses for alumni do not count, nor does free mail."
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        {waiting && (
          <Notice tone="waiting" title={`A link is on its way to ${waiting.address}`}>
            Open it in a browser where you are signed in here. It works until{" "}
            {formatWhen(waiting.expiresAt, zone)}. Giving an address once more sends another link,
            and ends this one.
          </Notice>
        )}
        {affiliation ? (
          <AddressForm
            // Emptied once the page shows what it came to.
            key={`${waiting?.address} ${isProved}`}
            institution={affiliation}
            suggested={isProved || waiting ? "" : accountEmail}
            action={giveAddress}
          />
        ) : (
          <p>
            Your profile does not say where you work.{" "}
            <Link href="/dashboard/profile" className="link">
              Add your affiliation
            </Link>{" "}
            first.
          </p>
        )}
      </div>
    </EditorSection>
  );
}
