import { z } from "zod";
import type { Times } from "#lib/browser/times.ts";
import type { Intervention, NewIntervention } from "#lib/domain/interventions/intervention.ts";
import { priority } from "#lib/domain/interventions/intervention.ts";
import { minutesOf } from "./minutes.ts";

const day = z.union([z.literal(""), z.iso.date()]);
const id = z.number().nullable();

/** The form's own fields: days and times apart, as people choose them; numbers as people type them. */
export const formSchema = z
  .object({
    title: z.string().trim().min(1).max(10_000),
    description: z.string().max(100_000),
    note: z.string().max(100_000),
    customer_id: id,
    contact_person_id: id,
    site_id: z.string(),
    type_id: z.string(),
    status_id: z.string(),
    priority,
    technician_ids: z.array(z.number()),
    starts_on: day,
    starts_time: z.string(),
    /** Minutes, or hours and minutes: 90, 1:30. */
    duration: z.string().regex(/^\s*(\d{0,6}|\d{1,3}:[0-5]\d)\s*$/),
    due_on: day,
    notify_customer: z.boolean(),
  })
  .refine(({ starts_on, starts_time }) => starts_time === "" || starts_on !== "", { path: ["starts_on"] });
export type FormInput = z.output<typeof formSchema>;

const NINE = "09:00";

export function formOf(job: Intervention | null, query: URLSearchParams, times: Times): FormInput {
  if (job) return formOfGiven(givenOf(job), times);
  const begun = formOfGiven({ customer_id: Number(query.get("customer_id")) || null }, times);
  return { ...begun, starts_on: query.get("date") ?? "" };
}

/** As somebody has filled it in before. @param given what was sent of it */
export function formOfGiven(given: Partial<NewIntervention>, times: Times): FormInput {
  const start = given.starts_at ? new Date(given.starts_at) : null;
  return {
    title: given.title ?? "",
    description: given.description ?? "",
    note: given.note ?? "",
    customer_id: given.customer_id ?? null,
    contact_person_id: given.contact_person_id ?? null,
    site_id: given.site_id ? String(given.site_id) : "",
    type_id: given.type_id ? String(given.type_id) : "",
    status_id: given.status_id ? String(given.status_id) : "",
    priority: given.priority ?? "normal",
    technician_ids: given.technician_ids ?? [],
    starts_on: start ? times.dayKey(start) : "",
    starts_time: start ? times.clockOf(start) : "",
    duration: given.duration_minutes == null ? "" : String(given.duration_minutes),
    due_on: given.due_at ? times.dayKey(new Date(given.due_at)) : "",
    notify_customer: given.notify_customer ?? true,
  };
}

/** Its status is changed elsewhere. */
function givenOf({ title, description, note, priority, starts_at, duration_minutes, due_at, ...job }: Intervention) {
  return {
    ...{ title, description, note, priority, starts_at, duration_minutes, due_at },
    customer_id: job.customer?.id ?? null,
    contact_person_id: job.contact_person?.id ?? null,
    site_id: job.site?.id ?? null,
    type_id: job.type?.id ?? null,
    technician_ids: job.technicians.map((technician) => technician.id),
  };
}

/** What to send: of a new intervention what was filled in, of one that is there only what differs. */
export function changesOf(input: FormInput, base: Intervention | null, times: Times): Partial<NewIntervention> {
  const { starts_on, starts_time, duration, due_on, notify_customer, site_id, type_id, status_id, ...rest } = input;
  const given: Record<string, unknown> = {
    ...rest,
    site_id: Number(site_id) || null,
    type_id: Number(type_id) || null,
    starts_at: starts_on === "" ? null : times.at(starts_on, starts_time || NINE).toISOString(),
    duration_minutes: minutesOf(duration),
    // A day that something is due by ends with the day.
    due_at: due_on === "" ? null : times.at(due_on, "23:59").toISOString(),
  };
  const known = base ? knownOf(base, times) : { description: "", note: "", priority: "normal", technician_ids: [] };
  const changes: Partial<NewIntervention> = Object.fromEntries(
    Object.entries(given).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify((known as Record<string, unknown>)[key] ?? null),
    ),
  );
  if (status_id !== "") changes.status_id = Number(status_id);
  if (!notify_customer) changes.notify_customer = false;
  return changes;
}

function knownOf(base: Intervention, times: Times): Record<string, unknown> {
  const given = givenOf(base);
  const form = formOfGiven(given, times);
  return {
    ...given,
    // To the minute, as the form shows it.
    starts_at: base.starts_at === null ? null : times.at(form.starts_on, form.starts_time).toISOString(),
    due_at: base.due_at === null ? null : times.at(form.due_on, "23:59").toISOString(),
  };
}
