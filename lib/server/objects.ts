import type { Place } from "../db/entries.ts";
import { log } from "./log.ts";
import { removeObjects } from "./storage.ts";

export type Objects = { file: string; thumbnail: string };

/** What an attachment's bytes are called in Storage. @param storedAs of one attempt to send them, and of no other */
export function objectsOf({ interventionId, id }: Place, storedAs: string): Objects {
  const start = `interventions/${interventionId}/${id.toLowerCase()}/${storedAs}`;
  return { file: `${start}-file`, thumbnail: `${start}-thumbnail` };
}

/** Of what no row names. Where Storage fails they stay, out of everybody's reach; the log says which. */
export async function removeOrLog(objects: Objects): Promise<undefined> {
  const names = Object.values(objects);
  await removeObjects(names).catch(() => log("warn", { event: "attachment_left_in_storage", names }));
}
