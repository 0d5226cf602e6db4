import { z } from "zod";
import { instant, line, optionalLine, text } from "../fields.ts";
import { because } from "../reasons.ts";
import { mostMinutes } from "./entry-limits.ts";

/** Keys of what a phone makes, network or not: made there (RFC 9562), so that sending it twice makes it once. */
export const entryId = z.uuid();

/** A note of those who work on the intervention; customers do not see it. */
export const noteInput = z.strictObject({ text: text(20_000).trim().min(1) });
export type NoteInput = z.output<typeof noteInput>;

/** What was done, how long it took, what was used: one of them at least. */
export const workLineInput = z
  .strictObject({
    description: text(5_000).trim().default(""),
    /** When the work began, where that is known. */
    started_at: instant.nullable().default(null),
    minutes: z.int().min(1).max(mostMinutes).nullable().default(null),
    material: optionalLine(500).default(""),
    /** Of the material, to a thousandth. */
    quantity: z.number().min(0.001).max(999_999).multipleOf(0.001).nullable().default(null),
    /** Of the quantity: "m", "l"; empty for pieces. */
    unit: optionalLine(20).default(""),
  })
  .refine(({ description, minutes, material }) => description !== "" || minutes !== null || material !== "", {
    path: ["description"],
    error: because("work_line_empty"),
  })
  .refine(({ material, quantity, unit }) => material !== "" || (quantity === null && unit === ""), {
    path: ["material"],
    error: because("required"),
  });
export type WorkLineInput = z.output<typeof workLineInput>;

/** What a technician says to an assignment; whoever declines says why. */
export const assignmentResponse = z
  .strictObject({ response: z.enum(["accepted", "declined"]), reason: text(2_000).trim().default("") })
  .refine(({ response, reason }) => response === "accepted" || reason !== "", {
    path: ["reason"],
    error: because("why_required"),
  });
export type AssignmentResponse = z.output<typeof assignmentResponse>;

const written = {
  id: entryId,
  /** Who wrote it; the name is null when the person is gone. */
  author: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
  /** When it was written, on whatever device. */
  created_at: instant,
};

export const note = z.object({ ...written, text: z.string() });
export type Note = z.infer<typeof note>;

export const workLine = z.object({
  ...written,
  description: z.string(),
  started_at: instant.nullable(),
  minutes: z.int().nullable(),
  material: z.string(),
  quantity: z.number().nullable(),
  unit: z.string(),
});
export type WorkLine = z.infer<typeof workLine>;

export const attachmentTypes = ["image/jpeg", "image/png", "image/webp", "application/pdf"] as const;

export const attachment = z.object({
  ...written,
  name: z.string(),
  /** By the content, whatever the file is called. */
  media_type: z.enum(attachmentTypes),
  /** In bytes. */
  size: z.int(),
  /** In pixels; null for what is no picture. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  has_thumbnail: z.boolean(),
});
export type Attachment = z.infer<typeof attachment>;

/** What the file is called where it comes from. */
export const attachmentName = line(200);

/** What a job has gathered, each in the order in which it was written. */
export const entries = z.object({
  notes: z.array(note),
  work_lines: z.array(workLine),
  attachments: z.array(attachment),
});
export type Entries = z.infer<typeof entries>;
