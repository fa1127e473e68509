import { monthName } from "./day-names";

type MonthPagerProps = {
  /** Of the heading, which names the month's grid. */
  id: string;
  /** Months as YYYY-MM: the one shown, and how far one can turn. */
  month: string;
  first: string;
  last: string;
  onTurn: (months: 1 | -1) => void;
};

/** The month's name, and the ways to the months beside it. */
export function MonthPager({ id, month, first, last, onTurn }: MonthPagerProps) {
  return (
    <div className="flex items-center justify-between">
      <h3 id={id} aria-live="polite" className="font-sans font-semibold text-15">
        {monthName(month)}
      </h3>
      <div className="flex gap-1">
        <MonthButton
          label="Previous month"
          disabled={month <= first}
          onClick={() => onTurn(-1)}
          points="10,3 5,8 10,13"
        />
        <MonthButton
          label="Next month"
          disabled={month >= last}
          onClick={() => onTurn(1)}
          points="6,3 11,8 6,13"
        />
      </div>
    </div>
  );
}

type MonthButtonProps = { label: string; disabled: boolean; onClick: () => void; points: string };

function MonthButton({ label, disabled, onClick, points }: MonthButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={disabled}
      onClick={() => !disabled && onClick()}
      className="inline-flex size-9 items-center justify-center rounded border bg-raised hover:border-ink aria-disabled:cursor-not-allowed aria-disabled:opacity-40 aria-disabled:hover:border-hairline pointer-coarse:size-11"
    >
      <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4">
        <polyline points={points} fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
    </button>
  );
}
