import { Money } from "@/components/ui/money";

type AmountsProps = { grossCents: number; feeCents: number; netCents: number };

/** Money as it is always told to researchers: what the reader paid for, what Colloquy keeps, what is theirs. */
export function Amounts({ grossCents, feeCents, netCents }: AmountsProps) {
  return (
    <dl className="grid grid-cols-[repeat(3,minmax(4.5rem,auto))] justify-start gap-x-6 text-15">
      {(
        [
          ["Gross", grossCents, ""],
          ["Fee", feeCents, ""],
          ["Net", netCents, "font-semibold"],
        ] as const
      ).map(([name, cents, weight]) => (
        <div key={name}>
          <dt className="text-13 text-muted">{name}</dt>
          <dd className={weight}>
            <Money cents={cents} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
