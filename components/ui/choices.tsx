import { Link } from "./link";

/** Which part of a list is shown, each an address of its own. */
export function Choices(props: {
  label: string;
  className?: string;
  choices: readonly { href: string; label: string; isCurrent: boolean }[];
}) {
  return (
    <nav aria-label={props.label} className={props.className}>
      <ul className="flex flex-wrap gap-2">
        {props.choices.map(({ href, label, isCurrent }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isCurrent ? "true" : undefined}
              className="inline-flex min-h-9 items-center rounded border border-outline px-3 text-15 hover:border-ink pointer-coarse:min-h-11 aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft aria-[current=true]:font-medium"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
