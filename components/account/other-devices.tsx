"use client";

import { Smartphone, Trash2 } from "lucide-react";
import { useAnswer } from "#lib/browser/answers.ts";
import { devicesPath, removeDevice } from "#lib/browser/push.ts";
import { usePushHere } from "#lib/browser/push-here.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { Page } from "#lib/domain/page.ts";
import type { PushSubscription as Device } from "#lib/domain/push-subscriptions/push-subscription.ts";
import { useFailureText } from "../app/failure-text.ts";
import { IconButton } from "../ui/button.tsx";
import { DeviceHealth } from "./device-health.tsx";
import { cardClass, Part } from "./part.tsx";
import { TestButton } from "./test-button.tsx";

/** Where else the bell rings for this person; nothing to see when it is nowhere. */
export function OtherDevices() {
  const { t } = useTexts();
  const here = usePushHere();
  const { body } = useAnswer<Page<Device>>(devicesPath);
  const others = (body?.items ?? []).filter(({ id }) => here.phase !== "on" || id !== here.id);
  if (others.length === 0) return null;
  return (
    <Part title={t("devices.others_title")}>
      <ul className={`${cardClass} divide-y divide-line`}>
        {others.map((device) => (
          <Other key={device.id} device={device} />
        ))}
      </ul>
    </Part>
  );
}

function Other({ device }: { device: Device }) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const name = device.label || t("devices.unnamed", { service: device.service });

  async function remove(): Promise<void> {
    try {
      await removeDevice(device.id);
      toast(t("devices.removed", { device: name }));
    } catch (error) {
      toast(failureText(error), { tone: "failed" });
    }
  }

  return (
    <li className="grid gap-3 py-4">
      <div className="flex items-start gap-3">
        <Smartphone aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-soft" />
        <div className="min-w-0 grow">
          <p className="font-medium">{name}</p>
          <DeviceHealth device={device} />
        </div>
        <IconButton
          label={t("devices.remove_device", { device: name })}
          className="-my-2.5 -me-3"
          onClick={() => void remove()}
        >
          <Trash2 aria-hidden="true" className="size-5" />
        </IconButton>
      </div>
      <TestButton device={device} />
    </li>
  );
}
