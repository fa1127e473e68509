import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";

type ChoiceProps = Omit<ComponentProps<"input">, "type" | "children"> & {
  label: ReactNode;
  hint?: ReactNode;
};

/** A box and its words; the whole line is the target. */
export function Checkbox(props: ChoiceProps) {
  return <Choice {...props} type="checkbox" />;
}

/** One of several; give all of them the same `name`. */
export function Radio(props: ChoiceProps) {
  return <Choice {...props} type="radio" />;
}

function Choice({
  label,
  hint,
  className,
  type,
  ...rest
}: ChoiceProps & { type: "checkbox" | "radio" }) {
  return (
    <label
      className={classes(
        "flex min-h-8 cursor-pointer items-start gap-3 py-1 pointer-coarse:min-h-11 pointer-coarse:py-2.5",
        className,
      )}
    >
      <input {...rest} type={type} className="mt-1 size-4 shrink-0 accent-accent" />
      <span className="min-w-0">
        {label}
        {hint && <span className="block text-13 text-muted">{hint}</span>}
      </span>
    </label>
  );
}
