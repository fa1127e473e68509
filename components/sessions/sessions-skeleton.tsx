import { Loading, Skeleton } from "@/components/ui/skeleton";

/** The shape of a list of sessions while it is read. */
export function SessionsSkeleton({ what }: { what: string }) {
  return (
    <Loading what={what}>
      <ul className="divide-y border-y">
        {["first", "second", "third"].map((place) => (
          <li key={place} className="grid gap-2.5 py-5">
            <Skeleton className="h-5 w-48" />
            <Skeleton className="h-4 w-72 max-w-full" />
            <Skeleton className="h-4 w-40" />
          </li>
        ))}
      </ul>
    </Loading>
  );
}
