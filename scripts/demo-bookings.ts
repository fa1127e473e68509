import { DemoApi } from "./demo-api";
import type { StackAddresses } from "./stack-addresses";

/** Bookings to come, made as an integrator would: by the API, and paid at the stand-in. */
const bookings = [
  {
    reader: "reader@colloquy.example",
    researcher: "Priya Raman",
    inDays: 4,
    questions: "How would you split the data when the test set has to come from another hospital?",
  },
  {
    reader: "reader-41@colloquy.example",
    researcher: "Amara Okafor",
    inDays: 2,
    questions:
      "We want to cue words during slow-wave sleep in a home study. Which failures should we plan for?",
  },
  {
    reader: "reader-42@colloquy.example",
    researcher: "Amara Okafor",
    inDays: 6,
    questions: "Could you look at our spindle detection before we preregister?",
  },
  {
    reader: "reader-43@colloquy.example",
    researcher: "Henrik Solberg",
    inDays: 5,
    questions:
      "Our ice-core record disagrees with yours around 8.2 ka. Where would you look first?",
  },
] as const;

type Booking = (typeof bookings)[number];

/** Gives the demo a future: each reader above has a paid booking ahead. Readers who have one are left alone. */
export async function makeDemoBookings({ app, sandbox }: StackAddresses): Promise<void> {
  for (const booking of bookings) await book(new DemoApi(app), sandbox, booking);
}

async function book(api: DemoApi, sandbox: string, booking: Booking): Promise<void> {
  await api.signIn(booking.reader);
  const own = await api.get<{ status: string }[]>("sessions");
  if (own.some(({ status }) => status === "scheduled")) return;
  const query = new URLSearchParams({ query: booking.researcher });
  const found = await api.get<{ data: { id: string }[] }>(`researchers/search?${query}`);
  const slot = await freeSlot(api, found.data[0]?.id ?? "", booking.inDays);
  const { data: session } = await api.post<{ data: { id: string } }>("sessions", {
    time_slot_id: slot,
    questions: booking.questions,
  });
  const intent = await api.post<{ client_secret: string }>("payments/intent", {
    session_id: session.id,
  });
  const intentId = intent.client_secret.split("_secret_", 1)[0] ?? "";
  await payAtSandbox(sandbox, intentId);
  await api.post("payments/confirm", { session_id: session.id, payment_intent_id: intentId });
}

const LAST_DAY = 30;

async function freeSlot(api: DemoApi, researcherId: string, firstDay: number): Promise<string> {
  for (let day = firstDay; day < LAST_DAY; day++) {
    const date = new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10);
    const query = new URLSearchParams({ researcher_id: researcherId, date });
    const { time_slots: slots } = await api.get<{
      time_slots: { id: string; available: boolean }[];
    }>(`time-slots?${query}`);
    const free = slots.filter(({ available }) => available);
    const middle = free[Math.floor(free.length / 2)];
    if (middle) return middle.id;
  }
  throw new Error(`researcher ${researcherId} has no free time in the next ${LAST_DAY} days`);
}

async function payAtSandbox(sandbox: string, intentId: string): Promise<void> {
  const response = await fetch(`${sandbox}/v1/payment_intents/${intentId}/confirm`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_sandbox" },
    body: new URLSearchParams({ payment_method: "pm_card_visa" }),
  });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status} to the payment`);
}
