import { Money } from "@/components/ui/money";

/** What a session costs, line by line; nothing is added later. */
export function PriceLines({ minutes, priceCents }: { minutes: number; priceCents: number }) {
  return (
    <dl className="grid gap-1.5">
      <div className="flex justify-between gap-4">
        <dt>{minutes} minutes on Zoom</dt>
        <dd>
          <Money cents={priceCents} />
        </dd>
      </div>
      <div className="flex justify-between gap-4 text-muted">
        <dt>Booking fee</dt>
        <dd>none</dd>
      </div>
      <div className="flex justify-between gap-4 border-t pt-2 font-semibold">
        <dt>Total, in US dollars</dt>
        <dd>
          <Money cents={priceCents} />
        </dd>
      </div>
    </dl>
  );
}
