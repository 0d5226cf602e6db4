import { Skeleton } from "../ui/notice.tsx";

/** A card that is on its way. */
export function CardSkeleton() {
  return (
    <div className="grid gap-6 px-4">
      <div className="grid gap-3">
        <Skeleton className="h-6 w-28 rounded-full" />
        <Skeleton className="h-7 w-4/5" />
      </div>
      <Skeleton className="h-14 w-full rounded-xl" />
      <Skeleton className="h-12 w-3/5" />
      <Skeleton className="h-28 w-full rounded-2xl" />
      <Skeleton className="h-12 w-2/5" />
    </div>
  );
}
