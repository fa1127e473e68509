import { ProfileStep } from "@/components/registration/profile-step";
import { Citation } from "@/components/researchers/citation";
import { listPapersOf } from "@/lib/papers/list-papers-of";
import { ACHIEVEMENTS_MAX, BIO_MAX, EXPERTISE_MAX } from "@/lib/profiles/profile-input";
import { listFields } from "@/lib/researchers/list-fields";
import { saveForm } from "./actions";
import type { StepProps } from "./registration-step";

const SHOWN = 5;

/** Who they are: what they have filled in, else what is known already. */
export async function ProfileOf({ ctx, way, registrant, progress }: StepProps) {
  const { collected, name } = registrant;
  const [fields, papers] = await Promise.all([
    listFields(ctx),
    collected ? listPapersOf(ctx, collected.id) : [],
  ]);
  const known = progress.values.profile ?? collected;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
      {papers.length > 0 && (
        <aside aria-labelledby="known-papers" className="lg:order-2 lg:border-l lg:pl-8">
          <h2 id="known-papers" className="text-21">
            Papers we know of
          </h2>
          <p className="mt-2 text-13 text-muted">
            From public sources, as is what stands here already. Put right what is wrong.
          </p>
          <ul className="mt-2 divide-y border-y">
            {papers.slice(0, SHOWN).map((paper) => (
              <li key={paper.id} className="py-4">
                <Citation paper={paper} position={paper.position} />
              </li>
            ))}
          </ul>
          {papers.length > SHOWN && (
            <p className="mt-2 text-13 text-muted">and {papers.length - SHOWN} more</p>
          )}
        </aside>
      )}
      <div className="max-w-reading">
        <ProfileStep
          saved={{
            name: known?.name ?? name ?? "",
            position: known?.position ?? "",
            affiliation: known?.affiliation ?? "",
            field: known?.field ?? "",
            expertise: known?.expertise.join("\n") ?? "",
            bio: known?.bio ?? "",
            achievements: known?.achievements?.join("\n") ?? "",
          }}
          version={progress.versions.profile}
          limits={{ bio: BIO_MAX, expertise: EXPERTISE_MAX, achievements: ACHIEVEMENTS_MAX }}
          fields={fields.map((field) => field.name)}
          action={saveForm.bind(null, way, "profile")}
        />
      </div>
    </div>
  );
}
