import type { alerts } from "@/db/schema";
import { guidanceFor } from "../alert-guidance";
import { formatInstant } from "../when";
import { Facts, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";

export type AlertToTell = Pick<
  typeof alerts.$inferSelect,
  "id" | "kind" | "message" | "details" | "createdAt"
>;

export const BECAUSE = "You get this mail because your address is Colloquy's ADMIN_EMAIL.";

/** To the operator: what happened, what was done by itself, and what is left to do. */
export function alertMail(alert: AlertToTell): Mail {
  const { byItself, next } = guidanceFor(alert.kind);
  const details = Object.entries(alert.details).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return {
    subject: `Needs a look: ${alert.message}`,
    body: (
      <Letter title="Something needs a look" preview={alert.message} because={BECAUSE}>
        <Paragraph>{alert.message}</Paragraph>
        <Facts
          rows={[
            ["Done so far", byItself],
            ["To do", next],
            ["Kind", alert.kind],
            ["Since", formatInstant(alert.createdAt, "UTC")],
            ["Alert", alert.id],
            ...details,
          ]}
        />
      </Letter>
    ),
  };
}
