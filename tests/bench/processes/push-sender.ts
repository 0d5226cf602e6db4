import webPush from "web-push";
import { createPushTransport } from "#lib/delivery/push-transport.ts";
import { preparedPush as payload } from "../prepared-messages.ts";
import type { Subscription } from "../subscription.ts";
import { given, serve } from "./child.ts";
import { type Cost, costOf } from "./cost.ts";

export type PushSenderSettings = { with: "ours" | "web-push"; host: string; subscriptions: Subscription[] };

/** As the worker has it: 20 connections, and four times as many messages at once. */
const CONNECTIONS = 20;
const AT_ONCE = CONNECTIONS * 4;

const settings = await given<PushSenderSettings>();
const vapid = { subject: "mailto:office@example.it", ...webPush.generateVAPIDKeys() };

const send = settings.with === "ours" ? withOurs() : withWebPush();
serve(null, (count: number): Promise<Cost> => costOf(count, AT_ONCE, (index) => send(subscriptionOf(index))));

function withOurs() {
  const transport = createPushTransport({ vapid, allowedHosts: [settings.host], connections: CONNECTIONS });
  return async (subscription: Subscription) => {
    const outcome = await transport.send({ subscription, payload, ttlSeconds: 86_400, urgency: "normal" });
    if (outcome.result !== "sent") throw new Error(`not sent: ${JSON.stringify(outcome)}`);
  };
}

function withWebPush() {
  return async ({ endpoint, p256dh, auth }: Subscription) => {
    await webPush.sendNotification({ endpoint, keys: { p256dh, auth } }, payload, { vapidDetails: vapid, TTL: 86_400 });
  };
}

function subscriptionOf(index: number): Subscription {
  const subscription = settings.subscriptions[index % settings.subscriptions.length];
  if (!subscription) throw new Error("no subscriptions were given");
  return subscription;
}
