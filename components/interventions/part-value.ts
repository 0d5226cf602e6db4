import type { Texts } from "#lib/browser/texts.tsx";
import type { Times } from "#lib/browser/times.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { Part } from "./intervention-merge.ts";

/** What an intervention has in a part of its form, as people read it; empty for nothing. */
export function partValue(part: Part, job: Intervention, times: Times, t: Texts["t"]): string {
  switch (part) {
    case "title":
    case "description":
    case "note":
      return job[part];
    case "customer":
      return [job.customer?.name, job.site?.name, job.contact_person?.name].filter(Boolean).join(", ");
    case "when":
      return job.starts_at === null ? "" : times.dateTime(new Date(job.starts_at));
    case "duration":
      return job.duration_minutes === null ? "" : times.duration(job.duration_minutes);
    case "due_at":
      return job.due_at === null ? "" : times.day(new Date(job.due_at));
    case "priority":
      return t(`jobs.priority_${job.priority}`);
    case "type":
      return job.type?.name ?? "";
    case "technicians":
      return job.technicians.map(({ name }) => name).join(", ");
    default:
      return part satisfies never;
  }
}
