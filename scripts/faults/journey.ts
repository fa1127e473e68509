import type { Later } from "./later";
import type { Profile } from "./people";
import type { Person } from "./person";
import type { Journey } from "./plan";
import type { SessionBody, SlotBody } from "./requests";
import * as ask from "./requests";
import { intentOf, type StripeBrowser } from "./stripe-browser";

const DAY_MS = 86_400_000;
const VISA = "pm_card_visa";
const DECLINED = "pm_card_chargeDeclined";
const CHALLENGED = "pm_card_authenticationRequired";

export type Scene = {
  journey: Journey;
  reader: Person;
  researcher: Person;
  profile: Profile;
  stripe: StripeBrowser;
  later: Later;
  now: () => Date;
  killApp: () => Promise<void>;
};

/** How far a reader came: a session of theirs, or what they were refused with. */
export type Outcome = { sessionId: string } | { refused: string };

/** The free time that a reader picks on the day; undefined when there is none. */
export async function pickSlot(
  reader: Person,
  profile: Profile,
  { now, daysAhead, place }: { now: Date; daysAhead: number; place: number },
): Promise<SlotBody | undefined> {
  const day = new Date(now.getTime() + daysAhead * DAY_MS);
  const slots = await ask.listSlots(reader, profile.id, day);
  const free = slots.filter(({ available }) => available);
  return free[Math.floor(place * free.length)];
}

/** One reader's way from choosing a time to wherever the plan leads. */
export async function travel(scene: Scene, slot: SlotBody): Promise<Outcome> {
  const { reader, journey } = scene;
  const tries = journey.act === "clicksTwice" ? 2 : 1;
  const held = await atOnce(tries, () => ask.hold(reader, slot));
  if (held.refused !== undefined) return { refused: held.refused };
  const outcome = { sessionId: held.done.id };
  if (journey.act === "abandonsHold") return outcome;
  if (journey.act === "letsHoldGo") {
    await ask.cancel(reader, held.done.id);
    return outcome;
  }
  const opened = await atOnce(tries, () => ask.openPayment(reader, held.done.id));
  if (opened.refused !== undefined) return outcome;
  const secret = opened.done.client_secret;
  if (await pay(scene, held.done, secret)) {
    const confirmed = await atOnce(tries, () =>
      ask.confirm(reader, held.done.id, intentOf(secret)),
    );
    if (confirmed.done) await afterwards(scene, confirmed.done);
  }
  return outcome;
}

/** Pays as the act says. True: the reader's browser goes on to confirm it. */
async function pay(scene: Scene, session: SessionBody, secret: string): Promise<boolean> {
  const { stripe, journey } = scene;
  switch (journey.act) {
    case "abandonsPayment":
      return false;
    case "declinedThenPays":
      await stripe.pay(secret, DECLINED);
      break;
    case "authenticates":
      if ((await stripe.pay(secret, CHALLENGED)) !== "requires_action") return false;
      return stripe.authenticate(secret, "succeed");
    case "failsToAuthenticateThenPays":
      await stripe.pay(secret, CHALLENGED);
      await stripe.authenticate(secret, "fail");
      break;
    case "letsHoldGoWhilePaying":
      await stripe.pay(secret, CHALLENGED);
      await Promise.all([
        stripe.authenticate(secret, "succeed"),
        ask.cancel(scene.reader, session.id),
      ]);
      return false;
    case "paysLate":
      await stripe.pay(secret, CHALLENGED);
      // When the hold has ended, for all that the reader knows.
      scene.later.at(new Date(session.hold_expires_at ?? scene.now()), async () => {
        await stripe.authenticate(secret, "succeed");
      });
      return false;
  }
  const isPaid = (await stripe.pay(secret, VISA)) === "succeeded";
  if (isPaid && journey.killedAfterPaying) await scene.killApp();
  return isPaid && journey.act !== "closesTab";
}

/** What happens to a session that has been paid. */
async function afterwards(scene: Scene, session: SessionBody): Promise<void> {
  const { reader, researcher, journey, profile } = scene;
  if (journey.act === "crosses") return cross(scene, session);
  if (profile.requiresAcceptance) {
    if (journey.answer === "none") return;
    if (journey.answer === "decline") {
      await ask.cancel(researcher, session.id);
      return;
    }
    await ask.accept(researcher, session.id);
  }
  if (journey.act === "moves" || journey.act === "movesThenCancels") await move(scene, session);
  if (journey.act === "cancels" || journey.act === "movesThenCancels") {
    await ask.cancel(reader, session.id);
  }
  if (journey.act === "researcherCancels") await ask.cancel(researcher, session.id);
}

/** The reader withdraws what the researcher accepts, or moves what the researcher cancels. */
async function cross(scene: Scene, session: SessionBody): Promise<void> {
  const { reader, researcher, profile } = scene;
  await Promise.all(
    profile.requiresAcceptance
      ? [ask.cancel(reader, session.id), ask.accept(researcher, session.id)]
      : [move(scene, session), ask.cancel(researcher, session.id)],
  );
}

async function move(scene: Scene, session: SessionBody): Promise<void> {
  const { reader, profile, journey, now } = scene;
  const slot = await pickSlot(reader, profile, { now: now(), ...journey.movesTo });
  if (!slot) return;
  const moved = await ask.move(reader, session.id, slot);
  if (moved.refused !== "INVALID_INPUT") return;
  const { done } = await ask.read(reader, session.id);
  if (done?.start_time === slot.start_time) return;
  throw new ask.UnexpectedAnswer(`moving ${session.id} to ${slot.start_time} was called invalid`);
}

/** The same call so many times at once, as by a double click; one that went well is what counts. */
async function atOnce<T>(times: number, call: () => Promise<ask.Reply<T>>): Promise<ask.Reply<T>> {
  const replies = await Promise.all(Array.from({ length: times }, call));
  return replies.find(({ refused }) => refused === undefined) ?? (replies[0] as ask.Reply<T>);
}
