"use client";

import { CheckCheck } from "lucide-react";
import { useEffect, useState } from "react";
import { sendNow } from "#lib/browser/outbox/outbox.ts";
import { useWaiting } from "#lib/browser/outbox/state.ts";
import { laneOf, type WaitingChange } from "#lib/browser/outbox/waiting-change.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";
import { useTask } from "../app/use-task.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { WaitingRow } from "./waiting-row.tsx";

/** Everything that this device has not been able to send yet, in its order. */
export default function Waiting() {
  const { t } = useTexts();
  const waiting = useWaiting();
  const task = useTask();
  const isMoving = useIsMoving(waiting);
  const refused = new Set(waiting.filter(({ problem }) => problem !== null).map(laneOf));
  // Nothing of it goes by itself.
  const isStuck = waiting.every((change) => refused.has(laneOf(change)));
  return (
    <Screen title={t("waiting.title")} backTo="/">
      {waiting.length === 0 ? (
        <Notice
          icon={<CheckCheck aria-hidden="true" className="size-7" />}
          title={t("waiting.nothing_title")}
          text={t("waiting.nothing_text")}
        >
          <Link href="/" className={buttonClass({ look: "secondary" })}>
            {t("common.today")}
          </Link>
        </Notice>
      ) : (
        <div className="grid gap-4">
          {isStuck ? (
            <p className="px-4 text-soft">{t("waiting.decide")}</p>
          ) : (
            <div className="flex flex-wrap items-center justify-between gap-3 px-4">
              <p className="min-w-0 grow basis-60 text-soft">{t("waiting.sends_by_itself")}</p>
              <Button look="secondary" isBusy={task.isBusy} onClick={() => void task.run(sendNow)}>
                {t("waiting.send_now")}
              </Button>
            </div>
          )}
          <ol className={`divide-y divide-line border-y border-line ${isMoving ? "pointer-events-none" : ""}`}>
            {waiting.map((change) => (
              <li key={change.id}>
                <WaitingRow
                  change={change}
                  seen={seenBefore(change, waiting)}
                  hangOn={hangOn(change, waiting)}
                  isHeld={change.problem === null && refused.has(laneOf(change))}
                />
              </li>
            ))}
          </ol>
        </div>
      )}
    </Screen>
  );
}

/** As long as a second tap that was meant for the same place takes. */
const SETTLED_MS = 800;

/** What has just moved up is not what the finger was meant for: for a moment nothing of the list is taken. */
function useIsMoving(waiting: readonly WaitingChange[]): boolean {
  const shape = waiting.map(({ id, problem }) => `${id}${problem ? "!" : ""}`).join();
  const [settled, setSettled] = useState(shape);
  // What is added comes last, and moves nothing.
  const isMoving = !shape.startsWith(settled);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(shape), isMoving ? SETTLED_MS : 0);
    return () => window.clearTimeout(timer);
  }, [shape, isMoving]);
  return isMoving;
}

/** Of a number that only this device knows, the title is what one knows it by. */
function seenBefore({ number }: WaitingChange, waiting: readonly WaitingChange[]): string | null {
  const made = waiting.find((one) => one.number === number && one.doing.kind === "creation")?.doing;
  return made?.kind === "creation" ? made.job.title : null;
}

/** An intervention that is not made takes with it what was done to it. */
function hangOn({ number, doing }: WaitingChange, waiting: readonly WaitingChange[]): number {
  return doing.kind === "creation" ? waiting.filter((one) => one.number === number).length - 1 : 0;
}
