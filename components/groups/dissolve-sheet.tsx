"use client";

import { useEffect, useState } from "react";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import {
  type Dissolution,
  type DissolutionPreviewed,
  type Dissolved,
  dissolutions,
  type Group,
} from "#lib/domain/contacts/group.ts";
import { useFailureText } from "../app/failure-text.ts";
import { useTask } from "../app/use-task.ts";
import { showChangedGroups } from "../contacts/paths.ts";
import { isTypedNumber, MANY } from "../own-fields/typed-number.ts";
import { TextField } from "../ui/field.tsx";
import { Foot } from "../ui/foot.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { Sheet } from "../ui/sheet.tsx";

type DissolveSheetProps = { groups: readonly Group[]; onDone: () => void; onClose: () => void };

/** The four ways of taking groups and contacts apart, in words that nobody mistakes [CT-49 … CT-52]. */
export default function DissolveSheet({ groups, onDone, onClose }: DissolveSheetProps) {
  const { t, locale } = useTexts();
  const failureText = useFailureText();
  const [how, setHow] = useState<Dissolution>("groups");
  const task = useTask();
  // Who is in a smart group is not in it by anybody's hand: only the group can go.
  const isSmart = groups.some(({ filter }) => filter !== null);
  const isEmpty = groups.every(({ contacts }) => contacts === 0);
  const ways = isSmart || isEmpty ? (["groups"] as const) : dissolutions;
  /** Who is in several of them counts once. */
  const [members, setMembers] = useState<DissolutionPreviewed | null>(
    ways.length === 1 ? { all: 0, going: 0, stayed: 0 } : null,
  );
  const [typed, setTyped] = useState("");
  const deletesContacts = how === "contacts" || how === "groups_and_contacts";
  const isMany = deletesContacts && members !== null && members.going >= MANY;
  const isConfirmed = members !== null && (!isMany || isTypedNumber(typed, members.going));
  const ids = groups.map(({ id }) => id);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what was ticked when it was opened
  useEffect(() => {
    if (members) return;
    let isWanted = true;
    ask<DissolutionPreviewed>("/api/groups/removal/preview", { method: "POST", body: { ids } }).then(
      (answer) => isWanted && setMembers(answer),
      (error) => isWanted && task.setFailure(failureText(error)),
    );
    return () => {
      isWanted = false;
    };
  }, []);

  const run = () =>
    task.run(async () => {
      const {
        groups: gone,
        deleted,
        anonymised,
        stayed,
      } = await ask<Dissolved>("/api/groups/removal", {
        isLong: true,
        method: "POST",
        body: { ids, how },
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
    });

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("groups.dissolve_title", { count: groups.length })}
      description={<bdi>{groups.map(({ name }) => name).join(", ")}</bdi>}
      closeLabel={t("common.close")}
      footer={
        <Foot
          failure={task.failure}
          look={deletesContacts ? "danger" : "primary"}
          isBusy={task.isBusy}
          disabled={!isConfirmed}
          onClick={() => void run()}
        >
          {t(`groups.do_${how}`)}
        </Foot>
      }
    >
      {!members && !task.failure && <Skeleton className="h-64 w-full rounded-xl" />}
      <div className="grid gap-5">
        <fieldset className="grid gap-2">
          <legend className="sr-only">{t("groups.dissolve")}</legend>
          {members &&
            ways.map((way) => (
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
                  <span className="text-small text-soft">{textOf(way)}</span>
                </span>
              </label>
            ))}
        </fieldset>
        {isMany && (
          <TextField
            label={t("contacts.type_number", { number: new Intl.NumberFormat(locale).format(members.going) })}
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </div>
    </Sheet>
  );

  function textOf(way: Dissolution): string {
    if (!members) return "";
    if (way === "groups" || way === "links") return t(`groups.do_${way}_text`, { count: members.all });
    const text = t(`groups.do_${way}_text`, { count: members.going });
    return members.stayed > 0 ? `${text} ${t("groups.would_stay", { count: members.stayed })}` : text;
  }
}
