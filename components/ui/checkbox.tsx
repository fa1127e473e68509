import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "children"> & {
  label: ReactNode;
  hint?: ReactNode;
};

/** A box and its words; the whole line is the target. */
export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  return (
    <label
      className={classes(
        "flex min-h-8 cursor-pointer items-start gap-3 py-1 pointer-coarse:min-h-11 pointer-coarse:py-2.5",
        className,
      )}
    >
      <input {...rest} type="checkbox" className="mt-1 size-4 shrink-0 accent-accent" />
      <span className="min-w-0 flex-1">
        {label}
        {hint && <span className="block text-13 text-muted">{hint}</span>}
      </span>
    </label>
  );
}
