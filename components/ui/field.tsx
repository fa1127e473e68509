import { type ReactNode, useId } from "react";

/** Spread these on the control inside a Field. */
export type Wired = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and how to put it right. */
  error?: ReactNode;
  /** Says "optional" beside the label; required fields carry no mark. */
  optional?: boolean;
  children: (wired: Wired) => ReactNode;
};

/**
 * A control with its label, hint and error, tied together for assistive technology:
 * `<Field label="E-mail" error={error}>{(wired) => <Input {...wired} name="email" />}</Field>`
 */
export function Field({ label, hint, error, optional, children }: FieldProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-4">
        <label htmlFor={id} className="font-medium text-15">
          {label}
        </label>
        {optional && <span className="text-13 text-muted">optional</span>}
      </div>
      {hint && (
        <p id={hintId} className="-mt-1 text-13 text-muted">
          {hint}
        </p>
      )}
      {children({
        id,
        "aria-describedby": [errorId, hintId].filter(Boolean).join(" ") || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      <FieldError id={errorId}>{error}</FieldError>
    </div>
  );
}

/** The error under a control. Stays in the page so that its arrival is announced. */
export function FieldError({ id, children }: { id?: string; children?: ReactNode }) {
  return (
    <p id={id} aria-live="polite" className="flex gap-1.5 text-13 text-failure empty:hidden">
      {children && (
        <>
          <span aria-hidden="true" className="font-semibold">
            ×
          </span>
          <span className="min-w-0">{children}</span>
        </>
      )}
    </p>
  );
}

/** Several controls under one question. */
export function FieldGroup({ legend, children }: { legend: ReactNode; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-15">{legend}</legend>
      {children}
    </fieldset>
  );
}
