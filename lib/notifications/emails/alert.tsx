import type { alerts } from "@/db/schema";
import { formatInstant } from "../when";
import { Facts, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";

type Alert = Pick<typeof alerts.$inferSelect, "id" | "kind" | "message" | "details" | "createdAt">;

/** To the operator: something that a person must look at. */
export function alertMail(alert: Alert): Mail {
  const details = Object.entries(alert.details).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return {
    subject: `Needs a look: ${alert.message}`,
    body: (
      <Letter
        title="Something needs a look"
        preview={alert.message}
        because="You get this mail because your address is Colloquy's ADMIN_EMAIL."
      >
        <Paragraph>{alert.message}</Paragraph>
        <Facts
          rows={[
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
