import { expect, test } from "vitest";
import { toldEventKinds } from "#lib/domain/events.ts";
import { awaitedResponse } from "#lib/domain/notifications/awaited-response.ts";
import type { InterventionMessage, InterventionSnapshot, Message } from "#lib/domain/notifications/message.ts";
import { translator } from "#lib/messages/index.ts";
import { cancelled, closed, planned, snapshot, waiting } from "./examples.ts";

const technicianId = 7;

function assigned(differences: Partial<InterventionSnapshot> = {}): InterventionMessage {
  return {
    kind: "intervention.assigned",
    audiences: ["technician"],
    snapshot: snapshot({ status: planned, ...differences }),
  };
}

test("Accept and Open on an assignment's push are in the recipient's language", () => {
  expect(awaitedResponse(assigned(), technicianId, translator("en"))).toEqual({
    number: 1042,
    technician_id: technicianId,
    accept: "Accept",
    open: "Open",
    refused: { title: "#1042 could not be accepted", body: "It may not be yours any more. Open it to see." },
  });
  expect(awaitedResponse(assigned(), technicianId, translator("it"))).toMatchObject({
    accept: "Accetta",
    open: "Apri",
    refused: { title: "Non è stato possibile accettare #1042" },
  });
});

test("nothing but an assignment has them, and the summary after quiet hours has none", () => {
  const { audiences, snapshot } = assigned();
  const others: Message[] = toldEventKinds
    .filter((kind) => kind !== "intervention.assigned")
    .map((kind) => ({ kind, audiences, snapshot }));
  others.push({ kind: "bell.summarised", payload: { count: 1, interventions: [{ number: 1042, title: "Caldaia" }] } });
  for (const message of others) expect(awaitedResponse(message, technicianId, translator("en"))).toBeNull();
});

test("whoever has answered already, or took the job themselves, is not asked", () => {
  expect(awaitedResponse(assigned(), null, translator("en"))).toBeNull();
});

test("an assignment is accepted before the work begins, on a notification as on the card", () => {
  expect(awaitedResponse(assigned({ status: null }), technicianId, translator("en"))).not.toBeNull();
  for (const status of [waiting, closed, cancelled])
    expect(awaitedResponse(assigned({ status }), technicianId, translator("en"))).toBeNull();
});
