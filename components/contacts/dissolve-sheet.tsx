"use client";

import { useState } from "react";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { type Dissolution, type Dissolved, dissolutions, type Group } from "#lib/domain/contacts/group.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Button } from "../ui/button.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { showChangedGroups } from "./paths.ts";

type DissolveSheetProps = { groups: readonly Group[]; onDone: () => void; onClose: () => void };

/** The four ways of taking groups and contacts apart, in words that nobody mistakes [CT-49 … CT-52]. */
export default function DissolveSheet({ groups, onDone, onClose }: DissolveSheetProps) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const [how, setHow] = useState<Dissolution>("groups");
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  // Who is in a smart group is not in it by anybody's hand: only the group can go.
  const isSmart = groups.some(({ filter }) => filter !== null);
  const members = groups.reduce((sum, { contacts }) => sum + contacts, 0);
  const ways = isSmart || members === 0 ? (["groups"] as const) : dissolutions;

  async function run(): Promise<void> {
    setIsBusy(true);
    setFailure(null);
    try {
      const body = { ids: groups.map(({ id }) => id), how };
      const {
        groups: gone,
        deleted,
        anonymised,
        stayed,
      } = await ask<Dissolved>("/api/groups/removal", {
        method: "POST",
        body,
      });
      const contacts = deleted + anonymised;
      toast(
        [
          gone > 0 && t("groups.done_groups", { count: gone }),
          contacts > 0 && t("groups.done_contacts", { count: contacts }),
          stayed > 0 && t("groups.done_stayed", { count: stayed }),
          how === "links" && t("groups.done_links"),
        ]
          .filter(Boolean)
          .join(" "),
      );
      showChangedGroups();
      onDone();
    } catch (error) {
      setFailure(failureText(error));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("groups.dissolve_title", { count: groups.length })}
      description={<bdi>{groups.map(({ name }) => name).join(", ")}</bdi>}
      closeLabel={t("common.close")}
      footer={
        <>
          {failure && (
            <p role="alert" className="font-medium text-danger">
              {failure}
            </p>
          )}
          <Button
            look={how === "groups" || how === "links" ? "primary" : "danger"}
            size="wide"
            isBusy={isBusy}
            onClick={() => void run()}
          >
            {t(`groups.do_${how}`)}
          </Button>
        </>
      }
    >
      <fieldset className="grid gap-2">
        <legend className="sr-only">{t("groups.dissolve")}</legend>
        {ways.map((way) => (
          <label
            key={way}
            className="flex min-h-12 cursor-pointer items-start gap-3 rounded-xl border border-edge px-4 py-3 has-checked:border-petrol has-checked:bg-petrol-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-petrol"
          >
            <input
              type="radio"
              name="how"
              checked={way === how}
              onChange={() => setHow(way)}
              className="mt-0.5 size-5 shrink-0 appearance-none rounded-full border-2 border-edge checked:border-6 checked:border-petrol"
            />
            <span className="grid">
              <span className="font-medium">{t(`groups.do_${way}`)}</span>
              <span className="text-small text-soft">{t(`groups.do_${way}_text`, { count: members })}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </Sheet>
  );
}
