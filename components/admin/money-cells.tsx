import { Link } from "@/components/ui/link";

/** Ids of Stripe's, to be looked up there. */
export const StripeIds = ({ ids }: { ids: (string | null)[] }) => (
  <span className="font-mono font-normal text-13">
    {ids.flatMap((id) => id ?? []).join(" ") || "–"}
  </span>
);

/** The session that an amount is of, or what else it is. */
export function OfSession({ id, otherwise = "–" }: { id: string | null; otherwise?: string }) {
  if (!id) return otherwise;
  return (
    <Link href={`/admin/sessions/${id}`} className="link whitespace-nowrap">
      Session <span className="font-mono text-13">{id.slice(0, 8)}</span>
    </Link>
  );
}
