import { expect, test } from "vitest";
import type { ToldEventKind } from "#lib/domain/events.ts";
import type { Audience, InterventionSnapshot, Message, Wording } from "#lib/domain/notifications/message.ts";
import { wordingOf } from "#lib/domain/notifications/wording.ts";
import { translator } from "#lib/messages/index.ts";
import { cancelled, open, organization, planned, snapshot, waiting } from "./examples.ts";

const yesterday = { starts_at: "2026-11-25T08:00:00+00:00", duration_minutes: 60 };
const staff: Audience[] = ["technician", "admin"];
const everybody: Audience[] = [...staff, "customer"];

const interventions: [string, ToldEventKind, Audience[], Partial<InterventionSnapshot>][] = [
  ["closed", "intervention.status_changed", everybody, { status_change: { from: open } }],
  [
    "closed by the system",
    "intervention.status_changed",
    ["admin"],
    { status_change: { from: open }, actor_name: null },
  ],
  ["new", "intervention.status_changed", everybody, { status: open, status_change: { from: null }, is_new: true }],
  [
    "new, urgent, nothing else known",
    "intervention.status_changed",
    everybody,
    {
      status: open,
      status_change: { from: null },
      is_new: true,
      priority: "urgent",
      starts_at: null,
      duration_minutes: null,
      customer_fields: null,
      customer_name: null,
      contact_person_name: null,
      site_address: null,
      technician_names: [],
      type_names: null,
    },
  ],
  [
    "new and already closed",
    "intervention.status_changed",
    ["customer"],
    { status_change: { from: null }, is_new: true },
  ],
  ["cancelled", "intervention.status_changed", everybody, { status: cancelled, status_change: { from: planned } }],
  [
    "cancelled under another name",
    "intervention.status_changed",
    ["technician"],
    {
      status: { ...cancelled, names: { it: "Cliente assente", en: "Customer absent" } },
      status_change: { from: planned },
    },
  ],
  [
    "status and new time",
    "intervention.status_changed",
    everybody,
    { status: waiting, status_change: { from: planned }, schedule_change: yesterday },
  ],
  [
    "status and no time any more",
    "intervention.status_changed",
    everybody,
    { status: waiting, status_change: { from: planned }, schedule_change: yesterday, starts_at: null },
  ],
  ["assigned", "intervention.assigned", staff, { status: planned, due_at: "2026-11-30T17:00:00+00:00" }],
  [
    "new and assigned",
    "intervention.assigned",
    ["technician"],
    { status: open, status_change: { from: null }, is_new: true, priority: "high" },
  ],
  ["unassigned", "intervention.unassigned", staff, { status: planned }],
  [
    "unassigned, closed and moved",
    "intervention.unassigned",
    ["technician"],
    { status_change: { from: open }, schedule_change: yesterday },
  ],
  ["moved", "intervention.rescheduled", staff, { status: planned, schedule_change: yesterday }],
  [
    "scheduled for the first time",
    "intervention.rescheduled",
    ["technician"],
    { status: planned, schedule_change: { starts_at: null, duration_minutes: null } },
  ],
  [
    "no date any more",
    "intervention.rescheduled",
    ["technician"],
    { status: open, schedule_change: yesterday, starts_at: null, duration_minutes: null },
  ],
  [
    "longer",
    "intervention.rescheduled",
    ["technician"],
    { status: planned, schedule_change: { starts_at: "2026-11-26T14:30:00+01:00", duration_minutes: 60 } },
  ],
  [
    "longer, still without a date",
    "intervention.rescheduled",
    ["technician"],
    { status: open, schedule_change: { starts_at: null, duration_minutes: 60 }, starts_at: null },
  ],
  [
    "declined",
    "intervention.assignment_declined",
    ["admin"],
    { status: planned, declined: { name: "Marco Bellini", reason: "Sono in ferie." } },
  ],
];

const standalone: [string, Message][] = [
  [
    "invited",
    {
      kind: "account.invited",
      payload: {
        token: "t0ken",
        expires_at: "2026-12-03T09:00:00+00:00",
        profile_level: "technician",
        invited_by: "Giulia Ferri",
      },
    },
  ],
  [
    "invited by nobody",
    {
      kind: "account.invited",
      payload: {
        token: "t0ken",
        expires_at: "2026-12-03T09:00:00+00:00",
        profile_level: "administrator",
        invited_by: null,
      },
    },
  ],
  [
    "password reset",
    {
      kind: "account.password_reset_requested",
      payload: { token: "t0ken", expires_at: "2026-11-26T14:30:00+00:00" },
    },
  ],
  [
    "after quiet hours",
    {
      kind: "bell.summarised",
      payload: {
        count: 5,
        interventions: [
          { number: 1042, title: "Caldaia in blocco" },
          { number: 1043, title: "Rumore\nnella \u202ecanna fumaria" },
        ],
      },
    },
  ],
  [
    "an address that keeps failing",
    {
      kind: "delivery.keeps_failing",
      payload: {
        contact_id: 12,
        contact_name: "Rossi Impianti",
        address: "r…@example.it",
        failures: 3,
        error: "550 5.1.1 no such user",
      },
    },
  ],
  [
    "changes in a group",
    {
      kind: "group.changed",
      payload: {
        group_id: 7,
        group_name: "Contratto annuale",
        actor_name: "Giulia Ferri",
        joined: 12,
        joined_names: ["Rossi", "Bianchi", "Neri"],
        left: 1,
        left_names: ["Verdi"],
      },
    },
  ],
  ["test push", { kind: "push.tested", payload: { requested_at: "2026-11-26T14:30:00+00:00" } }],
];

/** The whole wording of every kind for every audience, in a file to be read by a person: wording.it.txt, wording.en.txt. */
test.each(["it", "en"])("says everything properly in %s", async (language) => {
  const words = translator(language, organization.language);
  const cards = [
    ...interventions.flatMap(([name, kind, audiences, differences]) =>
      audiences.map((audience) =>
        card(
          `${name} → ${audience}`,
          wordingOf(
            { kind, audiences: [audience], snapshot: snapshot(differences) },
            { name: audience === "customer" ? "Anna Neri" : "Marco Bianchi", language },
            organization,
            words,
          ),
        ),
      ),
    ),
    ...standalone.map(([name, message]) =>
      card(name, wordingOf(message, { name: "Marco Bianchi", language }, organization, words)),
    ),
  ];
  await expect(cards.join("\n")).toMatchFileSnapshot(`wording.${language}.txt`);
});

function card(name: string, wording: Wording): string {
  const { paragraphs, details, reason } = wording.mail();
  return [
    `=== ${name}`,
    `subject   ${wording.subject}`,
    `title     ${wording.title}`,
    `body      ${wording.body}`,
    `heading   ${[wording.heading.label, wording.heading.text].filter(Boolean).join(" / ")}`,
    ...paragraphs.map((paragraph) => `paragraph ${paragraph}`),
    ...details.map(({ label, value }) => `detail    ${label}: ${value}`),
    `action    ${wording.action ? `${wording.action.label} → ${wording.action.path}` : "–"}`,
    `reason    ${reason}`,
    "",
  ].join("\n");
}
