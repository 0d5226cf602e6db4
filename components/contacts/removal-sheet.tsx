"use client";

import { useEffect, useState } from "react";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { ContactChoice } from "#lib/domain/contacts/filter.ts";
import type { RemovalOutcome, RemovalPreview } from "#lib/domain/contacts/removal.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Link } from "../app/link.tsx";
import { useTask } from "../app/use-task.ts";
import { isTypedNumber, MANY } from "../own-fields/typed-number.ts";
import { TextField } from "../ui/field.tsx";
import { Foot } from "../ui/foot.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { showChangedPeople } from "./paths.ts";

type RemovalSheetProps = {
  choice: ContactChoice;
  /** Of one. */
  name: string | null;
  onDone: () => void;
  onClose: () => void;
};

/** Before contacts go: how many, who stays and why, and what becomes of their work. */
export default function RemovalSheet({ choice, name, onDone, onClose }: RemovalSheetProps) {
  const { t, locale } = useTexts();
  const [preview, setPreview] = useState<RemovalPreview | null>(null);
  const failureText = useFailureText();
  const task = useTask();
  const [typed, setTyped] = useState("");
  const going = preview?.going ?? 0;
  const isMany = going >= MANY;
  const isConfirmed = !isMany || isTypedNumber(typed, going);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what was chosen when it was opened
  useEffect(() => {
    let isWanted = true;
    ask<RemovalPreview>("/api/contacts/removal/preview", { method: "POST", body: choice }).then(
      (answer) => isWanted && setPreview(answer),
      (error) => isWanted && task.setFailure(failureText(error)),
    );
    return () => {
      isWanted = false;
    };
  }, []);

  const remove = () =>
    task.run(async () => {
      const { deleted, anonymised } = await ask<RemovalOutcome>("/api/contacts/removal", {
        isLong: true,
        method: "POST",
        body: choice,
      });
      toast(
        name && deleted + anonymised === 1
          ? t("contacts.removed_one", { name })
          : t("contacts.removed", { count: deleted + anonymised }),
      );
      showChangedPeople();
      onDone();
    });

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={name ? t("contacts.remove_title_one", { name }) : t("contacts.remove_title")}
      closeLabel={t("common.close")}
      footer={
        <Foot
          failure={task.failure}
          look="danger"
          isBusy={task.isBusy}
          disabled={going === 0 || !isConfirmed}
          onClick={() => void remove()}
        >
          {t("contacts.remove_many", { count: going })}
        </Foot>
      }
    >
      {!preview && !task.failure && <Skeleton className="h-24 w-full rounded-xl" />}
      {preview && (
        <div className="grid gap-4">
          {going > 0 && <p>{t("contacts.remove_text", { count: going })}</p>}
          <p className="text-soft">{t("contacts.remove_keeps")}</p>
          {preview.stayed > 0 && (
            <section className="grid gap-2">
              <h3 className="font-medium">{t("contacts.staying", { count: preview.stayed })}</h3>
              <ul className="grid gap-2">
                {preview.staying.map((one) => (
                  <li key={one.id} className="text-small">
                    <Link
                      href={`/contacts/${one.id}`}
                      className="font-medium text-petrol underline-offset-2 hover:underline"
                    >
                      <bdi>{one.name}</bdi>
                    </Link>{" "}
                    <span className="text-soft">{t(`contacts.stays_${one.reason}`)}</span>
                  </li>
                ))}
              </ul>
              {preview.stayed > preview.staying.length && (
                <p className="text-small text-soft">
                  {t("contacts.staying_more", { count: preview.stayed - preview.staying.length })}
                </p>
              )}
            </section>
          )}
          {isMany && (
            <TextField
              label={t("contacts.type_number", { number: new Intl.NumberFormat(locale).format(going) })}
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </div>
      )}
    </Sheet>
  );
}
