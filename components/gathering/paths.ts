import { interventionPath } from "../interventions/paths.ts";

/** Where the API keeps what a job gathers; a number below zero is known on this device alone. */
export const entriesPath = (number: number) => `${interventionPath(number)}/entries`;
export const notePath = (number: number, id: string) => `${interventionPath(number)}/notes/${id}`;
export const workLinePath = (number: number, id: string) => `${interventionPath(number)}/work-lines/${id}`;
export const attachmentPath = (number: number, id: string) => `${interventionPath(number)}/attachments/${id}`;
