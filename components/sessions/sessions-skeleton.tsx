import { Page, PageHeading } from "@/components/ui/page";
import { Loading, Skeleton } from "@/components/ui/skeleton";

/** The shape of a list of sessions while it is read. */
export function SessionsSkeleton({ title }: { title: string }) {
  return (
    <Page width="reading">
      <PageHeading title={title} />
      <Loading what={title.toLowerCase()}>
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
    </Page>
  );
}
