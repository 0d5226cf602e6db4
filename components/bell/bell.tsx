"use client";

import { BellOff, CheckCheck } from "lucide-react";
import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { BellRow } from "#lib/domain/notifications/bell-row.ts";
import { Shown } from "../app/failure.tsx";
import { useFailureText } from "../app/failure-text.ts";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Notice, Skeleton } from "../ui/notice.tsx";
import { Days } from "./days.tsx";
import { Older } from "./older.tsx";
import { useBellRows } from "./use-bell-rows.ts";

/** What happened that concerns the person, newest first. */
export default function Bell({ query }: { query: URLSearchParams }) {
  const isOnlyUnread = query.get("unread") === "true";
  // Each filter has rows of its own.
  return <Filtered key={String(isOnlyUnread)} isOnlyUnread={isOnlyUnread} />;
}

function Filtered({ isOnlyUnread }: { isOnlyUnread: boolean }) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const bell = useBellRows(isOnlyUnread);
  const unread = bell.answer.body?.unread_count ?? 0;

  const failed = (error: unknown) => toast(failureText(error), { tone: "failed" });

  function mark(row: BellRow, isRead: boolean): void {
    bell.mark(row, isRead).catch(failed);
  }

  async function markAll(): Promise<void> {
    try {
      const undo = await bell.markAll();
      const action = undo && { label: t("common.undo"), run: () => void undo().catch(failed) };
      toast(t("bell.all_read"), action ? { action } : {});
    } catch (error) {
      failed(error);
    }
  }

  return (
    <Screen
      title={t("bell.title")}
      actions={
        <Button
          look="quiet"
          className="-me-3 shrink-0 px-3"
          icon={<CheckCheck aria-hidden="true" className="size-5" />}
          disabled={unread === 0}
          onClick={() => void markAll()}
          aria-label={t("bell.mark_all")}
        >
          <span className="hidden desk:inline">{t("bell.mark_all")}</span>
        </Button>
      }
    >
      <div className="max-w-md px-4 pb-4">
        <Choice
          label={t("bell.filter")}
          chosen={isOnlyUnread ? "unread" : "all"}
          options={[
            { value: "all", label: t("bell.all") },
            {
              value: "unread",
              label: unread > 0 ? `${t("bell.unread")} · ${unread > 99 ? "99+" : unread}` : t("bell.unread"),
            },
          ]}
          onChoose={(filter) =>
            go(filter === "unread" ? "/notifications?unread=true" : "/notifications", { isReplacing: true })
          }
        />
      </div>
      <Shown answer={bell.answer} skeleton={<RowsSkeleton />}>
        {() =>
          bell.rows.length === 0 ? (
            <Quiet isOnlyUnread={isOnlyUnread} />
          ) : (
            <>
              <Days rows={bell.rows} onMark={mark} />
              <Older bell={bell} />
            </>
          )
        }
      </Shown>
    </Screen>
  );
}

function Quiet({ isOnlyUnread }: { isOnlyUnread: boolean }) {
  const { t } = useTexts();
  return (
    <Notice
      icon={<BellOff aria-hidden="true" className="size-7" />}
      title={t(isOnlyUnread ? "bell.none_unread_title" : "bell.empty_title")}
      text={t(isOnlyUnread ? "bell.none_unread_text" : "bell.empty_text")}
    >
      {isOnlyUnread && (
        <Link href="/notifications" isReplacing className={buttonClass({ look: "secondary" })}>
          {t("bell.show_all")}
        </Link>
      )}
    </Notice>
  );
}

function RowsSkeleton() {
  return (
    <div className="grid gap-6">
      <div className="overflow-hidden border-y border-line bg-raised desk:mx-4 desk:rounded-2xl desk:border-x">
        {[0, 1, 2, 3, 4].map((row) => (
          <div key={row} className="grid gap-2 border-t border-line px-5 py-4 first:border-t-0">
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="h-4 w-5/6" />
          </div>
        ))}
      </div>
    </div>
  );
}
