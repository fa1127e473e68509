import { classes } from "@/components/ui/classes";
import type { Proof } from "@/lib/verification/proofs-of";
import { proofSentence } from "./proof-words";
import { VerifiedMark } from "./verified-mark";

type VerifiedProps = {
  proofs: Proof[];
  zone: string;
  /** Of the explanation; another one for each on a page. */
  id: string;
  className?: string;
};

/**
 * The mark as a button that opens what it stands for, without any script; read out with the button. Where
 * browsers cannot place it beside the mark it opens in the middle.
 */
export function Verified({ proofs, zone, id, className }: VerifiedProps) {
  if (proofs.length === 0) return null;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-describedby={id}
        className={classes(
          "-m-1 inline-flex min-h-6 cursor-pointer items-center rounded p-1 pointer-coarse:min-h-11",
          className,
        )}
      >
        <VerifiedMark />
      </button>
      <span
        id={id}
        popover="auto"
        className="m-auto w-max backdrop:bg-transparent max-w-[min(22rem,calc(100vw-2rem))] rounded border bg-paper px-4 py-3 font-normal font-sans text-15 text-ink leading-6 supports-[position-area:block-end]:m-1 supports-[position-area:block-end]:[inset:auto] supports-[position-area:block-end]:[position-area:block-end_span-inline-end] supports-[position-area:block-end]:[position-try-fallbacks:flip-block,flip-inline]"
      >
        {proofs.map((proof) => (
          <span key={proof.kind} className="block">
            {proofSentence(proof, zone)}.
          </span>
        ))}
      </span>
    </>
  );
}
