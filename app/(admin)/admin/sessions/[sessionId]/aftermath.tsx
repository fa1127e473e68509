import type { ReactNode } from "react";
import { actWords, detailWords } from "@/components/admin/act-words";
import { alertTitle } from "@/components/admin/alert-words";
import { LocalWhen } from "@/components/site/local-when";
import { Table } from "@/components/ui/table";
import type { SessionStory } from "@/lib/operations/admin/read-session-story";
import { Section } from "./money-parts";

type Entry = { key: string; at: Date; what: ReactNode; more: ReactNode };

/** Everything that was sent, told and done because of the session, in the order in which it happened. */
export function Aftermath({ story, zone }: { story: SessionStory; zone: string }) {
  const entries = entriesOf(story, zone).toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return (
    <Section id="aftermath" title="What happened" isEmpty={entries.length === 0}>
      <Table
        caption="What happened"
        rows={entries}
        keyOf={({ key }) => key}
        columns={[
          { name: "What", cell: ({ what }) => what },
          { name: "More", cell: ({ more }) => more },
          { name: "When", cell: ({ at }) => <LocalWhen at={at} zone={zone} format="dated" /> },
        ]}
      />
    </Section>
  );
}

function entriesOf(story: SessionStory, zone: string): Entry[] {
  return [
    ...story.mails.map(({ id, kind, to, sentAt, createdAt }) => ({
      key: id,
      at: sentAt ?? createdAt,
      what: `Mail to the ${to}: ${kind.replaceAll("-", " ")}`,
      more: sentAt ? "Sent" : "Not sent yet, or given up",
    })),
    ...story.reminders.map(({ id, kind, dueAt, settledAt }) => ({
      key: id,
      at: settledAt ?? dueAt,
      what: `Reminder, ${kind} before`,
      more: settledAt ? "Settled" : "Waits for its time",
    })),
    ...story.webhooks.map(({ id, type, processedAt }) => ({
      key: id,
      at: processedAt,
      what: `Webhook: ${type}`,
      more: id,
    })),
    ...story.alerts.map(({ id, kind, message, createdAt, resolvedAt }) => ({
      key: id,
      at: createdAt,
      what: `Alert: ${alertTitle(kind)}`,
      more: (
        <>
          {message}.{" "}
          {resolvedAt ? (
            <>
              Resolved <LocalWhen at={resolvedAt} zone={zone} format="dated" />
            </>
          ) : (
            "Open"
          )}
        </>
      ),
    })),
    ...story.acts.map((act) => ({
      key: act.id,
      at: act.createdAt,
      what: actWords(act),
      more: `${act.actorName ?? "Somebody who has left"}. ${detailWords(act.details)}`,
    })),
  ];
}
