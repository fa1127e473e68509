/** Proof, not a claim: a mark of its own shape with its word. */
export function VerifiedMark({ className }: { className?: string }) {
  return (
    <span
      className={`inline-flex items-center gap-1 whitespace-nowrap font-medium font-sans text-13 text-accent ${className ?? ""}`}
    >
      <svg aria-hidden="true" viewBox="0 0 16 16" className="size-3.5">
        <path
          d="M8 .8l1.9 1.5 2.4-.1.6 2.3 2 1.4-.9 2.1.9 2.2-2 1.4-.6 2.3-2.4-.1L8 15.2l-1.9-1.4-2.4.1-.6-2.3-2-1.4L2 8 1.1 5.9l2-1.4.6-2.3 2.4.1z"
          fill="currentColor"
        />
        <path
          d="M5.2 8.1l1.9 1.9 3.7-4"
          fill="none"
          stroke="var(--color-paper)"
          strokeWidth="1.5"
        />
      </svg>
      Verified
    </span>
  );
}
