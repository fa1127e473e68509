import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { recordAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";

export type Reservation = { sessionId: string; startsAt: Date; endsAt: Date };

/** As reserveHost, for a session that may have had a host before. */
export async function reserveHostAnew(tx: Tx, reservation: Reservation): Promise<boolean> {
  await tx.execute(sql`delete from meetings where session_id = ${reservation.sessionId}`);
  return reserveHost(tx, reservation);
}

/**
 * Reserves a host who is free in the range, for a session that has none. Hosts are tried in random order so that racing holds rarely meet; the exclusion constraint settles it when they
 * do. False: no host is free.
 */
export async function reserveHost(tx: Tx, { sessionId, startsAt, endsAt }: Reservation) {
  const from = startsAt.toISOString();
  const to = endsAt.toISOString();
  // Each attempt that is lost to a race has one host fewer to try.
  for (let attempt = 0; attempt <= env().ZOOM_HOSTS.length; attempt++) {
    const rows = await tx.execute(sql`
      insert into meetings (session_id, host_email, starts_at, ends_at)
      select ${sessionId}, host, ${from}, ${to}
      from jsonb_array_elements_text(${JSON.stringify(env().ZOOM_HOSTS)}::jsonb) as host
      where not exists (
        select from meetings m where m.blocking and m.host_email = host
          and tstzrange(m.starts_at, m.ends_at) && tstzrange(${from}, ${to}))
      order by random() limit 1
      on conflict do nothing returning session_id`);
    if (rows.length === 1) return true;
    if (!(await anyHostFree(tx, from, to))) return false;
  }
  return false;
}

/** Tells the operator, once a day, that times go unsold for want of hosts. */
export const alertNoHost = (ctx: Ctx) =>
  recordAlert(ctx.db, {
    kind: "meeting_hosts_exhausted",
    subject: ctx.now.toISOString().slice(0, 10),
    message: "A time could not be sold because every meeting host is taken: add hosts",
  });

async function anyHostFree(tx: Tx, from: string, to: string): Promise<boolean> {
  const [busy] = await tx.execute<{ hosts: number }>(sql`
    select count(distinct host_email)::int as hosts from meetings
    where blocking and tstzrange(starts_at, ends_at) && tstzrange(${from}, ${to})`);
  return (busy?.hosts ?? 0) < env().ZOOM_HOSTS.length;
}
