import { buttonClasses } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { classes } from "@/components/ui/classes";
import { Field, FieldGroup } from "@/components/ui/field";
import { formatShortDate } from "@/components/ui/format-when";
import { Input, Select } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { formatCents } from "@/lib/platform/money";
import type { Facets, Window } from "@/lib/researchers/count-facets";
import { type DirectoryParams, directoryHref, isFiltered } from "./directory-params";

export const FILTERS_ID = "filters";

type FiltersProps = {
  params: DirectoryParams;
  /** How many each choice would leave; null when there is nothing to count. */
  facets: Facets | null;
  zone: string;
};

/**
 * One form: a column beside the list where there is room, a sheet from the bottom on phones. The sheet
 * is a popover, so it opens, closes and submits without any script.
 */
export function Filters({ params, facets, zone }: FiltersProps) {
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
        <FieldChoice params={params} facets={facets} />
        <TimeChoice params={params} facets={facets} zone={zone} />
        <PriceChoice params={params} facets={facets} />
        <Checkbox
          name="verified"
          value="1"
          defaultChecked={params.verified}
          label={<Counted label="Verified only" count={facets?.verified} facets={facets} />}
          hint="Affiliation or authorship proven"
        />
        {facets && !facets.isExact && (
          <p className="text-13 text-muted">
            Counts are the least there are: so many match that we stop counting.
          </p>
        )}
        <div className="grid auto-cols-fr gap-2 max-lg:grid-flow-col">
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

type ChoiceProps = Pick<FiltersProps, "params" | "facets">;

function FieldChoice({ params, facets }: ChoiceProps) {
  const fields = facets?.fields ?? (params.field ? [{ name: params.field, count: 0 }] : []);
  return (
    <Field label="Field">
      {(wired) => (
        <Select {...wired} name="field" defaultValue={params.field}>
          <option value="">All fields</option>
          {fields.map(({ name, count }) => (
            <option key={name} value={name}>
              {name} ({countWords(count, facets)})
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

const windowWords: Record<Window, string> = {
  week: "This week",
  2: "Within 2 days",
  7: "Within 7 days",
  14: "Within 2 weeks",
  30: "Within a month",
};

function TimeChoice({ params, facets, zone }: FiltersProps) {
  return (
    <FieldGroup legend="Free">
      <Choice name="within" value="" isChosen={params.within === null} label="At any time" />
      {facets?.windows.map(({ window, before, count }) => (
        <Choice
          key={window}
          name="within"
          value={String(window)}
          isChosen={params.within === window}
          label={
            <Counted
              label={windowWords[window]}
              // The week's last day, not the midnight after it.
              note={window === "week" ? `to ${formatShortDate(before.getTime() - 1, zone)}` : null}
              count={count}
              facets={facets}
            />
          }
        />
      ))}
    </FieldGroup>
  );
}

/** Ranges to go to at once, and any other to type. */
function PriceChoice({ params, facets }: ChoiceProps) {
  const dollars = (cents?: number) => (cents === undefined ? null : cents / 100);
  return (
    <FieldGroup legend="US dollars an hour">
      {facets && (
        <ul className="mb-2">
          {facets.prices.map(({ minCents, maxCents, count }) => {
            const range = { min: dollars(minCents), max: dollars(maxCents) };
            const isChosen = range.min === params.min && range.max === params.max;
            return (
              <li key={minCents ?? 0}>
                <Link
                  href={directoryHref(params, isChosen ? { min: null, max: null } : range)}
                  aria-current={isChosen ? "true" : undefined}
                  className={classes(
                    "flex min-h-8 items-center rounded hover:text-accent pointer-coarse:min-h-11",
                    isChosen && "font-semibold underline decoration-2 decoration-accent",
                    isChosen && "underline-offset-4",
                  )}
                >
                  <Counted label={rangeWords(minCents, maxCents)} count={count} facets={facets} />
                </Link>
              </li>
            );
          })}
        </ul>
      )}
      <div className="grid grid-cols-[1fr_auto_1fr] items-center gap-2">
        <Price name="min" label="At least, US dollars" placeholder="20" value={params.min} />
        <span aria-hidden="true" className="text-muted">
          –
        </span>
        <Price name="max" label="At most, US dollars" placeholder="2000" value={params.max} />
      </div>
    </FieldGroup>
  );
}

function rangeWords(minCents?: number, maxCents?: number): string {
  if (minCents === undefined) return `Up to ${formatCents(maxCents ?? 0)}`;
  if (maxCents === undefined) return `${formatCents(minCents)} and more`;
  return `${formatCents(minCents)} to ${formatCents(maxCents)}`;
}

function Choice(props: { name: string; value: string; isChosen: boolean; label: React.ReactNode }) {
  return (
    <label className="flex min-h-8 cursor-pointer items-center gap-3 pointer-coarse:min-h-11">
      <input
        type="radio"
        name={props.name}
        value={props.value}
        defaultChecked={props.isChosen}
        className="size-4 shrink-0 accent-accent"
      />
      {props.label}
    </label>
  );
}

/** A choice with how many it would leave at the end of its line. */
function Counted(props: {
  label: string;
  note?: string | null;
  count: number | undefined;
  facets: Facets | null;
}) {
  return (
    <span className="flex min-w-0 flex-1 items-baseline justify-between gap-3">
      <span>
        {props.label}
        {props.note && <span className="ml-1.5 text-13 text-muted">{props.note}</span>}
      </span>
      {props.count !== undefined && (
        <span className="tabular text-13 text-muted">
          <span className="sr-only">: </span>
          {countWords(props.count, props.facets)}
        </span>
      )}
    </span>
  );
}

const countWords = (count: number, facets: Facets | null): string =>
  `${count.toLocaleString("en")}${count > 0 && facets && !facets.isExact ? "+" : ""}`;

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
