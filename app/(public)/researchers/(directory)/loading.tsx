import { EntrySkeletons } from "@/components/researchers/entry-skeleton";
import { Page } from "@/components/ui/page";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function LoadingDirectory() {
  return (
    <Page>
      <Loading what="researchers">
        <Skeleton className="h-[2.125rem] w-56 sm:h-[2.875rem]" />
        <div className="mt-6 grid gap-x-14 gap-y-6 lg:grid-cols-[14rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
          <Skeleton className="h-10 lg:col-start-2" />
          <Skeleton className="hidden h-96 lg:row-span-2 lg:row-start-1 lg:block" />
          <div className="min-w-0 lg:col-start-2">
            <Skeleton className="mb-2 h-8 w-48" />
            <EntrySkeletons />
          </div>
        </div>
      </Loading>
    </Page>
  );
}
