import type { Scene } from "../scene";
import { Facts } from "./letter";

/** Who, when in both zones, about what: the same lines in every mail about a session. */
export function SessionFacts({ scene, was }: { scene: Scene; was?: string | undefined }) {
  const { session, paperTitle } = scene.booking;
  return (
    <Facts
      rows={[
        ["When", scene.when],
        [`For ${scene.other.name}`, scene.whenElsewhere],
        ["Was", was],
        ["With", `${scene.other.name}, ${scene.minutes} minutes on Zoom`],
        ["Paper", paperTitle ?? undefined],
        ["Questions", session.questions ?? undefined],
      ]}
    />
  );
}

export function because({ audience }: Scene): string {
  return audience === "reader"
    ? "You get this mail because you booked a session on Colloquy."
    : "You get this mail because you take bookings on Colloquy.";
}
