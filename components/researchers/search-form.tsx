import { buttonClasses } from "@/components/ui/button";

/** The one field: a name, a field of research, or a paper by its DOI, address or title. Works without any script. */
export function SearchForm({
  query,
  large,
  children,
}: {
  query?: string;
  large?: boolean;
  /** Hidden inputs that keep what else is chosen. */
  children?: React.ReactNode;
}) {
  return (
    <search data-main-search>
      <form action="/researchers" className="flex gap-2">
        <input
          type="search"
          name="query"
          defaultValue={query}
          aria-label="Name, field, or a paper’s DOI, link or title"
          placeholder="Name, field or paper"
          maxLength={500}
          autoComplete="off"
          enterKeyHint="search"
          className={`control min-w-0 flex-1 ${large ? "min-h-12 sm:px-4 sm:text-17" : ""}`}
        />
        {children}
        <button
          type="submit"
          className={buttonClasses("primary", large ? "large" : "regular", "max-sm:px-4")}
        >
          Search
        </button>
      </form>
    </search>
  );
}
