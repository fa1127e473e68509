import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import type { ProfileValues } from "./profile-values";

type PersonFieldsProps = {
  /** A field's name and what it holds at first. */
  text: (name: keyof ProfileValues) => { name: string; defaultValue: string };
  errorOf: (field: string) => string | undefined;
  limits: { bio: number; expertise: number; achievements: number };
  /** Broad fields that others have, to choose from. */
  fields: string[];
  nameHint?: string | null;
};

/** What a profile says of its owner: who they are and what they work on. */
export function PersonFields({ text, errorOf, limits, fields, nameHint }: PersonFieldsProps) {
  return (
    <>
      <Part title="Who you are">
        <Field label="Name" hint={nameHint} error={errorOf("name")}>
          {(wired) => <Input {...wired} {...text("name")} autoComplete="name" required />}
        </Field>
        <Field label="Position" error={errorOf("position")} optional>
          {(wired) => <Input {...wired} {...text("position")} autoComplete="organization-title" />}
        </Field>
        <Field label="Affiliation" error={errorOf("affiliation")} optional>
          {(wired) => <Input {...wired} {...text("affiliation")} autoComplete="organization" />}
        </Field>
      </Part>
      <Part id="work" title="What you work on">
        <Field
          label="Field"
          hint="The broad one. Choose what others have chosen if it fits, so that readers find you beside them."
          error={errorOf("field")}
        >
          {(wired) => <Input {...wired} {...text("field")} list="fields" autoComplete="off" />}
        </Field>
        <datalist id="fields">
          {fields.map((field) => (
            <option key={field} value={field} />
          ))}
        </datalist>
        <Field
          label="Expertise"
          hint={`One topic a line, at most ${limits.expertise}. Readers search by them.`}
          error={errorOf("expertise")}
        >
          {(wired) => <Textarea {...wired} {...text("expertise")} rows={4} />}
        </Field>
        <Field
          label="Bio"
          hint="What you study, and what to ask you about. The first two lines show in the directory."
          error={errorOf("bio")}
        >
          {(wired) => <Textarea {...wired} {...text("bio")} rows={8} maxLength={limits.bio} />}
        </Field>
        <Field
          label="Achievements"
          hint={`One a line, at most ${limits.achievements}.`}
          error={errorOf("achievements")}
          optional
        >
          {(wired) => <Textarea {...wired} {...text("achievements")} rows={4} />}
        </Field>
      </Part>
    </>
  );
}

type PartProps = { title: string; children: ReactNode; id?: string };

export function Part({ title, children, id }: PartProps) {
  return (
    <fieldset id={id} className="grid min-w-0 scroll-mt-6 gap-5">
      <legend className="mb-4 font-semibold font-serif text-21">{title}</legend>
      {children}
    </fieldset>
  );
}
