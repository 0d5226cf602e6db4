import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pushPayload } from "#lib/delivery/push-payload.ts";
import type { AwaitedResponse } from "#lib/domain/notifications/awaited-response.ts";
import type { MessageKind, Wording } from "#lib/domain/notifications/message.ts";
import { translator } from "#lib/messages/index.ts";

const wording: Wording = {
  subject: "",
  title: "#1042 Assegnato a te · Caldaia in blocco",
  heading: { label: null, kind: null, text: "" },
  body: "Gio 26 nov, 14:30–16:00 · Via Roma 12, 20121 Milano. Stato: Pianificato.",
  action: { label: "Apri", path: "/interventions/1042" },
  mail: () => ({ paragraphs: [], details: [], reason: "" }),
};

const awaited: AwaitedResponse = {
  number: 1042,
  technician_id: 7,
  accept: "Accetta",
  open: "Apri",
  refused: { title: "Non è stato possibile accettare #1042", body: "Forse non è più tuo. Aprilo per saperlo." },
};

function payload(
  differences: Partial<Wording> = {},
  notificationId: number | null = 123,
  kind: MessageKind = "intervention.assigned",
  awaited: AwaitedResponse | null = null,
): string {
  return pushPayload({
    kind,
    wording: { ...wording, ...differences },
    notificationId,
    unread: 3,
    happenedAt: "2026-11-26T13:30:00+00:00",
    awaited,
    translator: translator("it"),
  });
}

test("NT-13, NT-22: a push says what the bell row says, and leads where it leads", () => {
  expect(JSON.parse(payload())).toEqual({
    kind: "intervention.assigned",
    title: "#1042 Assegnato a te · Caldaia in blocco",
    body: "Gio 26 nov, 14:30–16:00 · Via Roma 12, 20121 Milano. Stato: Pianificato.",
    path: "/interventions/1042",
    tag: "notification-123",
    lang: "it",
    dir: "ltr",
    unread: 3,
    timestamp: Date.UTC(2026, 10, 26, 13, 30),
  });
});

test("a test push has no bell row and leads home; of summaries the last one stays on the screen", () => {
  expect(JSON.parse(payload({ action: null }, null, "push.tested"))).toMatchObject({ tag: "test", path: "/" });
  expect(JSON.parse(payload({}, null, "bell.summarised"))).toMatchObject({ tag: "bell.summarised" });
});

test("Accept and Open come along with an assignment's push, as names of which an old service worker knows none", () => {
  const plain = JSON.parse(payload());
  expect(JSON.parse(payload({}, 123, "intervention.assigned", awaited))).toEqual({ ...plain, awaited });
  expect(plain).not.toHaveProperty("awaited");
});

describe("a payload that would be too large", () => {
  test("loses of its body first", () => {
    const large = JSON.parse(payload({ body: "è".repeat(5_000) }));
    expect(large.title).toBe(wording.title);
    expect(large.body).toMatch(/^è{1300,}…$/);
  });

  test("then of its title", () => {
    const large = JSON.parse(payload({ title: "ü".repeat(5_000), body: "x".repeat(5_000) }));
    expect(large.body).toBe("");
    expect(large.title).toMatch(/^ü{1300,}…$/);
    expect(large.path).toBe("/interventions/1042");
  });

  test("never exceeds 3 KB and never has half a character", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 100 }),
      fc.constantFrom(
        "👩‍🔧".repeat(900),
        '"\\'.repeat(2_000),
        "\u0001".repeat(2_000),
        "é".repeat(4_000),
        "a b ".repeat(2_000),
      ),
    );
    fc.assert(
      fc.property(text, text, (title, body) => {
        const large = payload({ title, body }, 123, "intervention.assigned", awaited);
        expect(Buffer.byteLength(large)).toBeLessThanOrEqual(3072);
        expect(large.isWellFormed()).toBe(true);
        expect(JSON.parse(large).awaited).toEqual(awaited);
        expect(JSON.parse(large).body.replace(/(👩‍🔧)*…?$/u, "")).not.toMatch(/[👩🔧\u200D]/u);
      }),
    );
  });
});
