import { Skeleton } from "../ui/notice.tsx";

/** Lines of a list that is on its way. */
export function JobRowsSkeleton({ rows }: { rows: number }) {
  return (
    <div className="divide-y divide-line border-y border-line">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="grid gap-2.5 px-4 py-3.5">
          <Skeleton className="h-3.5 w-32" />
          <div className="flex justify-between gap-6">
            <Skeleton className="h-5 w-3/5" />
            <Skeleton className="h-5 w-24 rounded-full" />
          </div>
          <Skeleton className="h-3.5 w-2/5" />
        </div>
      ))}
    </div>
  );
}
