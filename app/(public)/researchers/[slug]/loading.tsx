import { Page } from "@/components/ui/page";
import { Loading, Skeleton, SkeletonText } from "@/components/ui/skeleton";

export default function LoadingProfile() {
  return (
    <Page>
      <Loading what="the profile">
        <div className="grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,1fr)_23rem]">
          <div>
            <div className="flex items-center gap-6">
              <Skeleton className="size-20 shrink-0 rounded-full" />
              <div className="grid flex-1 gap-2">
                <Skeleton className="h-11 w-72 max-w-full" />
                <Skeleton className="h-6 w-60 max-w-full" />
              </div>
            </div>
            <SkeletonText lines={5} className="mt-8 max-w-reading" />
            <SkeletonText lines={4} className="mt-14 max-w-reading" />
          </div>
          <div className="lg:border-l lg:pl-8">
            <Skeleton className="h-8 w-full" />
            <Skeleton className="mt-4 h-80 w-full" />
            <Skeleton className="mt-4 h-28 w-full" />
          </div>
        </div>
      </Loading>
    </Page>
  );
}
