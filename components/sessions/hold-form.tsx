"use client";

import { useActionState, useEffect, useRef } from "react";
import { browserZone } from "@/components/auth/browser-zone";
import { fieldsOf, type Refusal } from "@/components/forms/action-result";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { HoldRefusal, isFinal } from "./hold-refusal";

/** The refusal belongs to the time that was asked for: another time begins without it. */
export type HoldState = { refusal: Refusal | null; slotId: string; name: string; email: string };

type HoldFormProps = {
  slotId: string;
  paperId: string | null;
  isSignedIn: boolean;
  zone: string;
  researcher: { name: string; slug: string };
  signInHref: string;
  action: (state: HoldState, form: FormData) => Promise<HoldState>;
};

const EMPTY: HoldState = { refusal: null, slotId: "", name: "", email: "" };

/** Holds a time with one press; someone new gives a name and an address with it. */
export function HoldForm(props: HoldFormProps) {
  const [state, submit] = useActionState(props.action, EMPTY);
  const refusal = state.slotId === props.slotId ? state.refusal : null;
  const errors = fieldsOf(refusal);
  const wrong = !props.isSignedIn && Boolean(errors.name || errors.email);
  const isFieldsOnly = wrong && refusal?.code === "INVALID_INPUT";
  const place = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new refusal moves the focus.
  useEffect(() => {
    if (isFieldsOnly) place.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [refusal]);
  return (
    <form
      ref={place}
      action={submit}
      noValidate
      className="grid gap-5"
      // Told when it is sent, so that it needs no effect and no place in the server's markup.
      onSubmit={({ currentTarget }) => {
        const zone = currentTarget.elements.namedItem("timeZone");
        if (zone instanceof HTMLInputElement) zone.value = browserZone();
      }}
    >
      <input type="hidden" name="slot" value={props.slotId} />
      <input type="hidden" name="paper" value={props.paperId ?? ""} />
      <input type="hidden" name="timeZone" defaultValue="" />
      {refusal && !isFieldsOnly && (
        <HoldRefusal
          refusal={refusal}
          zone={props.zone}
          researcher={props.researcher}
          paperId={props.paperId}
          signInHref={props.signInHref}
        />
      )}
      {(!refusal || !isFinal(refusal)) && (
        <>
          {!props.isSignedIn && (
            <>
              <Field label="Your name" error={isFieldsOnly ? errors.name : undefined}>
                {(wired) => (
                  <Input
                    {...wired}
                    name="name"
                    autoComplete="name"
                    required
                    defaultValue={state.name}
                  />
                )}
              </Field>
              <Field
                label="E-mail"
                hint="The confirmation, the Zoom link and the receipt go there."
                error={isFieldsOnly ? errors.email : undefined}
              >
                {(wired) => (
                  <Input
                    {...wired}
                    name="email"
                    type="email"
                    autoComplete="email"
                    required
                    defaultValue={state.email}
                  />
                )}
              </Field>
            </>
          )}
          <SubmitButton className="min-h-12" pendingLabel="Holding this time">
            Hold this time and continue to payment
          </SubmitButton>
          <p className="text-13 text-muted">
            The time is kept for you for 15 minutes. Nothing is charged yet.
            {!props.isSignedIn && " You can choose a password later, by mail."} By booking you agree
            to the{" "}
            <Link href="/terms" className="link">
              terms
            </Link>
            .
          </p>
          {!props.isSignedIn && (
            <p>
              Already have an account?{" "}
              <Link href={props.signInHref} className="link">
                Sign in
              </Link>
            </p>
          )}
        </>
      )}
    </form>
  );
}
