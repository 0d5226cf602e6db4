"use client";

import { useAnswer } from "#lib/browser/answers.ts";
import type { Entries } from "#lib/domain/interventions/entries.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { NotesBlock } from "./notes-block.tsx";
import { entriesPath } from "./paths.ts";
import { PhotosBlock } from "./photos-block.tsx";
import { WorkBlock } from "./work-block.tsx";

const nothing: Entries = { notes: [], work_lines: [], attachments: [] };

/** Work, photos and notes of a job. They can be added also while nobody knows what is there already. */
export function Gathered({ job }: { job: Intervention }) {
  const { body } = useAnswer<Entries>(entriesPath(job.number));
  const { notes, work_lines, attachments } = body ?? nothing;
  return (
    <>
      <WorkBlock number={job.number} lines={work_lines} />
      <PhotosBlock number={job.number} files={attachments} />
      <NotesBlock number={job.number} notes={notes} />
    </>
  );
}
