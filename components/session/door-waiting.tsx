"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { Door } from "./door.tsx";

/** The door while it is asked what the link opens. */
export function DoorWaiting({ title }: { title: string }) {
  const { t } = useTexts();
  return (
    <Door title={title}>
      <div aria-busy="true" className="grid gap-5">
        <span role="status" className="sr-only">
          {t("common.loading")}
        </span>
        <Skeleton className="h-12 w-full" />
        <Skeleton className="h-14 w-full" />
      </div>
    </Door>
  );
}
