import Link from "next/link";
import { buttonClasses } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import type { Field as ResearchField } from "@/lib/researchers/list-fields";
import { type DirectoryParams, directoryHref, isFiltered, WITHIN_DAYS } from "./directory-params";

export const FILTERS_ID = "filters";

const withinWords: Record<(typeof WITHIN_DAYS)[number], string> = {
  2: "Within 2 days",
  7: "Within a week",
  14: "Within 2 weeks",
  30: "Within a month",
};

/**
 * One form: a column beside the list where there is room, a sheet from the bottom on phones. The sheet
 * is a popover, so it opens, closes and submits without any script.
 */
export function Filters({ params, fields }: { params: DirectoryParams; fields: ResearchField[] }) {
  return (
    <aside
      id={FILTERS_ID}
      popover="auto"
      aria-label="Filters"
      className="inset-x-0 top-auto bottom-0 m-0 max-h-[88dvh] w-full max-w-none overflow-y-auto rounded-t border-t bg-paper p-5 text-ink lg:static lg:block lg:max-h-none lg:overflow-visible lg:border-0 lg:bg-transparent lg:p-0"
    >
      <div className="mb-4 flex items-baseline justify-between lg:hidden">
        <h2 className="text-21">Filters</h2>
        <button
          type="button"
          popoverTarget={FILTERS_ID}
          popoverTargetAction="hide"
          className={buttonClasses("quiet", "small", "-mr-3")}
        >
          Close
        </button>
      </div>
      <form action="/researchers" className="grid gap-6">
        {params.query && <input type="hidden" name="query" value={params.query} />}
        {params.sort && <input type="hidden" name="sort" value={params.sort} />}
        <Field label="Field">
          {(wired) => (
            <Select {...wired} name="field" defaultValue={params.field}>
              <option value="">All fields</option>
              {fields.map(({ name, count }) => (
                <option key={name} value={name}>
                  {name} ({count})
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Free">
          {(wired) => (
            <Select {...wired} name="within" defaultValue={params.within ?? ""}>
              <option value="">At any time</option>
              {WITHIN_DAYS.map((days) => (
                <option key={days} value={days}>
                  {withinWords[days]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <FieldGroup legend="US dollars an hour">
          <div className="grid grid-cols-[1fr_auto_1fr] items-center gap-2">
            <Price name="min" label="At least, US dollars" placeholder="20" value={params.min} />
            <span aria-hidden="true" className="text-muted">
              –
            </span>
            <Price name="max" label="At most, US dollars" placeholder="2000" value={params.max} />
          </div>
        </FieldGroup>
        <Checkbox
          name="verified"
          value="1"
          defaultChecked={params.verified}
          label="Verified only"
          hint="Affiliation or authorship proven"
        />
        <div className="grid gap-2">
          <button type="submit" className={buttonClasses("secondary")}>
            Show researchers
          </button>
          {isFiltered(params) && (
            <Link
              href={directoryHref(params, {
                field: "",
                min: null,
                max: null,
                within: null,
                verified: false,
              })}
              className={buttonClasses("quiet")}
            >
              Remove all filters
            </Link>
          )}
        </div>
      </form>
    </aside>
  );
}

type PriceProps = { name: string; label: string; placeholder: string; value: number | null };

function Price({ name, label, placeholder, value }: PriceProps) {
  return (
    <Input
      name={name}
      aria-label={label}
      inputMode="numeric"
      pattern="[0-9]*"
      maxLength={5}
      placeholder={placeholder}
      defaultValue={value ?? ""}
      className="tabular"
    />
  );
}
