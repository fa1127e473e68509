import { Link } from "@/components/ui/link";

export type StepLink = { href: string; label: string; state: "done" | "current" | "ahead" };

/** How far one has come; steps that are done can be gone back to. */
export function StepsLine({ steps }: { steps: StepLink[] }) {
  return (
    <nav aria-label="Steps" className="mb-8">
      <ol className="flex flex-wrap gap-x-5 gap-y-1 border-b pb-3">
        {steps.map(({ href, label, state }, at) => (
          <li
            key={href}
            className="inline-flex min-h-8 items-center text-15 pointer-coarse:min-h-11"
          >
            {state === "done" ? (
              <Link href={href} className="link">
                {at + 1}. {label}
                <span className="sr-only">, saved</span>
              </Link>
            ) : (
              <span
                aria-current={state === "current" ? "step" : undefined}
                className={state === "current" ? "font-medium" : "text-muted"}
              >
                {at + 1}. {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
