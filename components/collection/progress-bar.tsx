/** How far something is, from 0 to 1; `label` says what, the words beside it how far. */
export function ProgressBar({ value, label }: { value: number; label: string }) {
  return (
    <progress
      aria-label={label}
      max={100}
      value={Math.round(value * 100)}
      className="progress block h-1.5 w-full"
    />
  );
}
