"use client";

import { ExternalLink } from "lucide-react";
import type { EntryHere } from "#lib/browser/outbox/overlay.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { Attachment } from "#lib/domain/interventions/entries.ts";
import { buttonClass } from "../ui/button.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { AttachmentPicture, useAttachmentSource } from "./attachment-picture.tsx";
import { EntryFoot } from "./entry-foot.tsx";
import { NotSent } from "./not-sent.tsx";
import { attachmentPath } from "./paths.ts";
import { usePerform } from "./use-perform.ts";

type AttachmentSheetProps = { number: number; file: EntryHere<Attachment>; onClose: () => void };

/** One file, large, with who added it; whoever may removes it here. */
export default function AttachmentSheet({ number, file, onClose }: AttachmentSheetProps) {
  const { t } = useTexts();
  const times = useTimes();
  const { account } = useSession();
  const source = useAttachmentSource(number, file);
  const removal = usePerform();
  const isPicture = file.media_type !== "application/pdf";

  function remove(): void {
    const sending = { method: "DELETE", path: attachmentPath(number, file.id) } as const;
    void removal.run(number, { kind: "file_removal", file }, sending, {
      said: t("gathering.removed"),
      whenDone: onClose,
    });
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={file.name}
      description={[file.author?.name, times.dateTime(new Date(file.created_at))].filter(Boolean).join(" · ")}
      closeLabel={t("common.close")}
      footer={
        <EntryFoot
          failure={removal.failure}
          onRemove={account.is_admin || file.author?.id === account.id ? remove : null}
          isRemoving={removal.isBusy}
        >
          {source && (
            <a href={source} target="_blank" rel="noreferrer" className={buttonClass({ look: "secondary" })}>
              <ExternalLink aria-hidden="true" className="size-5" />
              {t("jobs.open")}
            </a>
          )}
        </EntryFoot>
      }
    >
      {isPicture && (
        <AttachmentPicture number={number} file={file} className="mx-auto max-h-[60dvh] rounded-xl object-contain" />
      )}
      {file.isWaiting && <NotSent isRefused={file.isRefused} className="mt-2" />}
    </Sheet>
  );
}
