import { getTableColumns } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { Booking } from "./load-booking";

const columns = Object.keys(getTableColumns(sessions));
/** Null in every column: what an example leaves out is not there. */
const blank = Object.fromEntries(columns.map((name) => [name, null])) as Record<
  keyof Booking["session"],
  null
>;

/** A booking as loaded, for tests that need no database: Ada in Lisbon, Siobhán in St John's. */
export function exampleBooking(session: Partial<Booking["session"]> = {}): Booking {
  const at = (text: string) => new Date(`2026-${text}:00Z`);
  return {
    session: {
      ...blank,
      id: "2f7d7c1e-6a42-4b0e-9f0e-3f0a8f6f1c11",
      readerId: "11111111-1111-4111-8111-111111111111",
      researcherId: "33333333-3333-4333-8333-333333333333",
      timeSlotId: "slot",
      questions: "How wrong are drift forecasts after two days, and who is told?",
      state: "confirmed",
      startsAt: at("12-01T14:00"),
      endsAt: at("12-01T15:00"),
      priceCents: 11_000,
      memberDiscountCents: 0,
      currency: "usd",
      requiresAcceptance: false,
      cancellationWindowMinutes: 1440,
      platformFeePercent: 15,
      holdExpiresAt: at("11-23T09:15"),
      paidAt: at("11-23T09:05"),
      answerBy: at("11-25T09:05"),
      confirmedAt: at("11-23T09:05"),
      calendarSequence: 2,
      createdAt: at("11-23T09:00"),
      updatedAt: at("11-23T09:05"),
      ...session,
    },
    reader: {
      userId: "11111111-1111-4111-8111-111111111111",
      name: "Ada Byron",
      email: "ada@readers.example",
      timeZone: "Europe/Lisbon",
    },
    researcher: {
      userId: "22222222-2222-4222-8222-222222222222",
      name: "Siobhán Power",
      email: "power@avalon.example",
      timeZone: "America/St_Johns",
    },
    slug: "siobhan-power",
    paperTitle: "Ensemble forecasts of iceberg drift in the Labrador Current",
    joinUrl: "https://zoom.example/j/123?pwd=abc",
    paidCents: 11_000,
    refundedCents: 0,
  };
}
