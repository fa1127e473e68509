import type { ComponentProps, ReactNode } from "react";

type RadioProps = Omit<ComponentProps<"input">, "type" | "children" | "className"> & {
  label: ReactNode;
};

/** One of several answers, and its words; the whole line is the target. */
export function Radio({ label, ...rest }: RadioProps) {
  return (
    <label className="flex min-h-10 items-center gap-3 pointer-coarse:min-h-11">
      <input {...rest} type="radio" className="size-4 shrink-0 accent-accent" />
      {label}
    </label>
  );
}
