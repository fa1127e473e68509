import { Choices } from "@/components/ui/choices";

const kinds = [
  { href: "/admin/outreach", label: "Requests" },
  { href: "/admin/outreach/invitations", label: "Invitations" },
] as const;

/** The ways between what was asked for and what was sent. */
export const OutreachKinds = ({ current }: { current: (typeof kinds)[number]["href"] }) => (
  <Choices
    className="mb-6"
    label="Outreach"
    choices={kinds.map((kind) => ({ ...kind, isCurrent: kind.href === current }))}
  />
);
