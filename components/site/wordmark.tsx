import { Link } from "@/components/ui/link";

/** The name, set in the serif, with two facing brackets for the two who meet. */
export function Wordmark() {
  return (
    <Link
      href="/"
      className="-mx-1 inline-flex min-h-11 items-center gap-2 rounded px-1 font-semibold font-serif text-21 tracking-tight"
    >
      <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5 text-accent">
        <path
          d="M8.2 3.2A7 7 0 0 0 8.2 16.8M11.8 3.2a7 7 0 0 1 0 13.6"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.2"
          strokeLinecap="round"
        />
        <circle cx="10" cy="10" r="1.7" fill="currentColor" />
      </svg>
      Colloquy
    </Link>
  );
}
