import { z } from "zod";
import { id, idInPath } from "../../domain/fields.ts";
import { page } from "../../domain/page.ts";
import {
  pushSubscription,
  pushSubscriptionInput,
  pushTest,
} from "../../domain/push-subscriptions/push-subscription.ts";
import { operation } from "./operation.ts";

const path = "/api/push-subscriptions";
const tag = "Push";
const params = z.object({ id: idInPath });

export const showPushKey = operation({
  method: "GET",
  path: "/api/push/key",
  tag,
  summary: "The public VAPID key, to subscribe with",
  access: "account",
  answer: z.object({ public_key: z.string() }),
});

export const savePushSubscription = operation({
  method: "PUT",
  path,
  tag,
  summary: "Save this device; the same endpoint again updates it, the newest login takes it over",
  access: "account",
  body: pushSubscriptionInput,
  answer: z.object({ id }),
});

export const listPushSubscriptions = operation({
  method: "GET",
  path,
  tag,
  summary: "One's own devices",
  access: "account",
  answer: page(pushSubscription),
});

export const removePushSubscription = operation({
  method: "DELETE",
  path: `${path}/{id}`,
  tag,
  summary: "This device gets no more pushes",
  access: "account",
  params,
});

export const testPushSubscription = operation({
  method: "POST",
  path: `${path}/{id}/test`,
  tag,
  summary: "Send a test push to this device; its outcome is at …/tests/{delivery_id} within seconds",
  access: "account",
  params,
  status: 202,
  answer: z.object({ delivery_id: id }),
});

export const showPushTest = operation({
  method: "GET",
  path: `${path}/{id}/tests/{delivery_id}`,
  tag,
  summary: "What became of a test push: queued, sent (the push service took it), failed or expired, and why",
  access: "account",
  params: params.extend({ delivery_id: idInPath }),
  answer: pushTest,
});
