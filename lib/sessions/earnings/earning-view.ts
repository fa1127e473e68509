import { z } from "zod";
import { centsToDollars } from "@/lib/platform/money";
import { instant } from "@/lib/platform/time";
import { type Earning, earningStates, earningWaits } from "./earning";

/** One session's earning as the API shows it to its researcher. Dollars; gross = fee + net. */
export const EarningView = z
  .object({
    id: z.guid(),
    session_id: z.guid(),
    reader_name: z.string(),
    start_time: instant,
    end_time: instant,
    status: z.enum(earningStates),
    waits_for: z.enum(earningWaits).nullable(),
    gross: z.number(),
    fee: z.number(),
    net: z.number(),
    currency: z.string(),
    due_at: instant,
    paid_at: instant.nullable(),
  })
  .meta({ id: "Earning" });

export const viewEarning = (earning: Earning): z.input<typeof EarningView> =>
  EarningView.encode({
    id: earning.id,
    session_id: earning.sessionId,
    reader_name: earning.readerName,
    start_time: earning.startsAt,
    end_time: earning.endsAt,
    status: earning.state,
    waits_for: earning.state === "pending" ? earning.waitsFor : null,
    gross: centsToDollars(earning.grossCents),
    fee: centsToDollars(earning.feeCents),
    net: centsToDollars(earning.netCents),
    currency: earning.currency,
    due_at: earning.dueAt,
    paid_at: earning.paidAt,
  });
