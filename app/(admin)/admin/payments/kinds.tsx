import { Choices } from "@/components/ui/choices";

const kinds = [
  { href: "/admin/payments", label: "Payments" },
  { href: "/admin/payments/refunds", label: "Refunds" },
  { href: "/admin/payments/payouts", label: "Payouts" },
  { href: "/admin/payments/disputes", label: "Disputes" },
] as const;

/** The ways between the lists of money. */
export const Kinds = ({ current }: { current: (typeof kinds)[number]["href"] }) => (
  <Choices
    className="mb-6"
    label="Money"
    choices={kinds.map((kind) => ({ ...kind, isCurrent: kind.href === current }))}
  />
);
