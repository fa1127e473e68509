import type { ComponentProps, ReactNode } from "react";
import { ActButton } from "@/components/forms/act-button";

type TryAgainProps = {
  /** What has come of it so far, and when it is tried again by itself. */
  children: ReactNode;
  /** What is tried, for those who hear the button by itself. */
  what: string;
  action: ComponentProps<typeof ActButton>["action"];
};

/** Where Stripe refuses: why, and the way to try at once. */
export function TryAgain({ children, what, action }: TryAgainProps) {
  return (
    <div className="grid gap-2">
      <p>{children}</p>
      <ActButton variant="secondary" size="small" pendingLabel="Trying" action={action}>
        Try again now<span className="sr-only"> with {what}</span>
      </ActButton>
    </div>
  );
}
