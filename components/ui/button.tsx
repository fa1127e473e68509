import type { ComponentProps } from "react";
import { classes } from "./classes";
import { Link } from "./link";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "regular" | "small" | "large";

const variants = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border-outline bg-raised text-ink hover:border-ink hover:bg-sunken",
  quiet: "border-transparent text-accent hover:bg-accent-soft hover:text-accent-strong",
  danger: "border-failure bg-raised text-failure hover:bg-failure hover:text-on-failure",
} satisfies Record<ButtonVariant, string>;

const sizes = {
  small: "min-h-8 px-3 text-13",
  regular: "min-h-10 px-4 text-15",
  large: "min-h-12 px-6 text-17",
} satisfies Record<ButtonSize, string>;

/** The look of a button, for what must be an anchor or a summary. */
export function buttonClasses(
  variant: ButtonVariant = "primary",
  size: ButtonSize = "regular",
  extra?: string,
): string {
  return classes(
    "inline-flex cursor-pointer items-center justify-center gap-2 rounded border py-1 text-center font-medium transition-colors",
    "pointer-coarse:min-h-11 focus-visible:rounded",
    "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-60",
    variants[variant],
    sizes[size],
    extra,
  );
}

type Look = { variant?: ButtonVariant; size?: ButtonSize };

type ButtonProps = ComponentProps<"button"> &
  Look & {
    /** Work is under way: the button stays focusable, says so, and does nothing when pressed again. */
    pending?: boolean;
    pendingLabel?: string;
  };

export function Button({
  variant,
  size,
  pending = false,
  pendingLabel,
  className,
  type = "button",
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      {...(pending && { onClick: (event) => event.preventDefault() })}
      type={type}
      aria-disabled={pending || rest["aria-disabled"]}
      aria-busy={pending || undefined}
      className={buttonClasses(variant, size, className)}
    >
      {pending && pendingLabel ? pendingLabel : children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere, it does not do something. */
export function LinkButton({
  variant,
  size,
  className,
  ...rest
}: ComponentProps<typeof Link> & Look) {
  return <Link {...rest} className={buttonClasses(variant, size, className)} />;
}
