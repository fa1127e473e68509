import { Skeleton } from "@/components/ui/skeleton";

/** The shape of a list of researchers that is on its way. */
export function EntrySkeletons({ count = 6 }: { count?: number }) {
  return (
    <div className="divide-y border-y">
      {Array.from({ length: count }, (_, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the shapes are alike and never move.
          key={at}
          className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 py-6 sm:grid-cols-[auto_minmax(0,1fr)_9.5rem]"
        >
          <Skeleton className="mt-1 size-12 rounded-full" />
          <div>
            <Skeleton className="h-7 w-52 max-w-full" />
            <Skeleton className="mt-1.5 h-5 w-72 max-w-full" />
            <Skeleton className="mt-3 h-10 w-full max-w-reading" />
            <Skeleton className="mt-3 h-4 w-60 max-w-full" />
          </div>
          <div className="hidden justify-items-end gap-2 sm:grid">
            <Skeleton className="h-5 w-24" />
            <Skeleton className="h-4 w-16" />
            <Skeleton className="h-10 w-28" />
          </div>
        </div>
      ))}
    </div>
  );
}
