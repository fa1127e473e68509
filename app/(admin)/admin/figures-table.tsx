import { sessionStates } from "@/components/admin/state-words";
import { Money } from "@/components/ui/money";
import { Table } from "@/components/ui/table";
import type { Figures } from "@/lib/operations/admin/read-overview";

type Figure = {
  name: string;
  today: number;
  week: number;
  todayCents?: number;
  weekCents?: number;
};

/** Of today and of the seven days that end with it; below, what stands as of now. */
export function FiguresTable({ figures }: { figures: Figures }) {
  const { payoutsDue, members } = figures;
  return (
    <div className="max-w-reading">
      <Table
        isSlim
        caption="Today and in seven days"
        rows={rowsOf(figures)}
        keyOf={({ name }) => name}
        columns={[
          { name: "What", cell: ({ name }) => name },
          {
            name: "Today",
            isFigure: true,
            cell: ({ today, todayCents }) => <Count of={today} cents={todayCents} />,
          },
          {
            name: "Seven days",
            isFigure: true,
            cell: ({ week, weekCents }) => <Count of={week} cents={weekCents} />,
          },
        ]}
      />
      <p className="mt-4">
        Now: {payoutsDue.count} {payoutsDue.count === 1 ? "payout is" : "payouts are"} due,{" "}
        <Money cents={payoutsDue.cents} /> in all; {members}{" "}
        {members === 1 ? "reader is a member" : "readers are members"}.
      </p>
    </div>
  );
}

function rowsOf({ sessions, money, outreach }: Figures): Figure[] {
  const states = Object.entries(sessionStates).map(([state, [word]]) => {
    const found = sessions.find((row) => row.state === state);
    return {
      name: `Sessions made: ${word.toLowerCase()}`,
      today: found?.today ?? 0,
      week: found?.week ?? 0,
    };
  });
  return [
    ...states,
    { name: "Payments", ...money.payments },
    { name: "Refunds", ...money.refunds },
    { name: "Payouts sent", ...money.payouts },
    { name: "Invitations sent", ...outreach.sent },
    { name: "Invitations accepted", ...outreach.accepted },
  ];
}

function Count({ of, cents }: { of: number; cents: number | undefined }) {
  if (cents === undefined) return of;
  return (
    <span className="whitespace-nowrap">
      <Money cents={cents} /> <span className="text-muted">in {of}</span>
    </span>
  );
}
