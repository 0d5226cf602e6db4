/** Where the API keeps what a job gathers; a number below zero is known on this device alone. */
export const entriesPath = (number: number) => `/api/interventions/${number}/entries`;
export const notePath = (number: number, id: string) => `/api/interventions/${number}/notes/${id}`;
export const workLinePath = (number: number, id: string) => `/api/interventions/${number}/work-lines/${id}`;
export const attachmentPath = (number: number, id: string) => `/api/interventions/${number}/attachments/${id}`;
