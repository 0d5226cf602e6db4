"use client";

import { BellOff, BellRing, Wrench } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { devicesPath, repairPush, turnOffPush } from "#lib/browser/push.ts";
import { browserName } from "#lib/browser/push-ability.ts";
import { type PushHere, usePushHere } from "#lib/browser/push-here.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { Page } from "#lib/domain/page.ts";
import type { PushSubscription as Device } from "#lib/domain/push-subscriptions/push-subscription.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Button } from "../ui/button.tsx";
import { DeviceHealth, isFailing } from "./device-health.tsx";
import { Installing } from "./installing.tsx";
import { LiftedBlock } from "./lifted-block.tsx";
import { cardClass, Part } from "./part.tsx";
import { TestButton } from "./test-button.tsx";
import { useTurnOn } from "./use-turn-on.ts";

/** Whether the bell rings on this device, and the one thing to do about it. */
export function ThisDevice() {
  const { t } = useTexts();
  const here = usePushHere();
  if (here.phase === "unknown") return null;
  return (
    <Part title={t("devices.title")}>
      <div className={`${cardClass} grid gap-3 py-4`}>
        <State here={here} />
      </div>
    </Part>
  );
}

function State({ here }: { here: PushHere }) {
  const { t } = useTexts();
  switch (here.phase) {
    case "needs_installing":
      return <Installing />;
    case "unsupported":
      return <Line icon={<BellOff aria-hidden="true" className="size-5" />}>{t("devices.unsupported")}</Line>;
    case "denied":
      return <LiftedBlock browser={browserName()} />;
    case "on":
      return <On id={here.id} />;
    default:
      return <Off isAsked={here.phase === "off"} />;
  }
}

function Off({ isAsked }: { isAsked: boolean }) {
  const { t } = useTexts();
  const { account } = useSession();
  const turnOn = useTurnOn(account.id);
  return (
    <>
      <Line icon={<BellOff aria-hidden="true" className="size-5" />}>
        {t(isAsked ? "devices.off" : "devices.not_asked")}
      </Line>
      <Button
        className="desk:justify-self-start"
        isBusy={turnOn.isBusy}
        onClick={() => void turnOn.run()}
        icon={<BellRing aria-hidden="true" className="size-5" />}
      >
        {t("devices.turn_on")}
      </Button>
      {turnOn.failure && (
        <p role="alert" className="font-medium text-danger">
          {turnOn.failure}
        </p>
      )}
    </>
  );
}

function On({ id }: { id: number | null }) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const { body, isLoading } = useAnswer<Page<Device>>(devicesPath);
  const device = body?.items.find((one) => one.id === id);
  const [hasTestFailed, setHasTestFailed] = useState(false);
  const isUnknown = body !== undefined && !isLoading && !device;

  async function turnOff(): Promise<void> {
    try {
      await turnOffPush();
      toast(t("devices.turned_off"));
    } catch (error) {
      toast(failureText(error), { tone: "failed" });
    }
  }

  return (
    <>
      <Line icon={<BellRing aria-hidden="true" className="size-5 text-petrol" />}>
        <span className="block font-medium">{t("devices.on")}</span>
        {device && <DeviceHealth device={device} />}
        {isUnknown && <span className="block text-small text-danger">{t("devices.unknown_here")}</span>}
      </Line>
      {device && <TestButton device={device} isHere onFailed={() => setHasTestFailed(true)} />}
      {(isUnknown || hasTestFailed || (device && isFailing(device))) && (
        <Repair onDone={() => setHasTestFailed(false)} />
      )}
      <Button look="quiet" className="desk:justify-self-start" onClick={() => void turnOff()}>
        {t("devices.turn_off")}
      </Button>
    </>
  );
}

/** For when it is on and does not ring: the same as turning it off and on, in one step. */
function Repair({ onDone }: { onDone: () => void }) {
  const { t } = useTexts();
  const { account } = useSession();
  const repair = useTurnOn(account.id, async (id) => {
    await repairPush(id);
    toast(t("devices.repaired"));
    onDone();
  });
  return (
    <>
      <Button
        look="secondary"
        className="desk:justify-self-start"
        isBusy={repair.isBusy}
        onClick={() => void repair.run()}
        icon={<Wrench aria-hidden="true" className="size-5" />}
      >
        {t("devices.repair")}
      </Button>
      {repair.failure && (
        <p role="alert" className="font-medium text-danger">
          {repair.failure}
        </p>
      )}
    </>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <span className="mt-0.5 shrink-0 text-soft">{icon}</span>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
