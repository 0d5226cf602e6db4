import { changed } from "#lib/browser/answers.ts";

/** Where the API keeps what the screens of people show; ids are those of contacts. */
export const contactPath = (id: number) => `/api/contacts/${id}`;
export const personPath = (id: number) => `/api/people/${id}`;
export const reachabilityPath = (id: number) => `/api/contacts/${id}/reachability`;
export const invitationsPath = (id: number) => `/api/invitations?contact_id=${id}`;
export const openWorkPath = (id: number) => `/api/interventions?technician_id=${id}&is_open=true&sort=number&limit=200`;
export const ownFieldsPath = "/api/contact-fields";
export const contactEventsPath = (id: number) => `/api/contacts/${id}/events`;
export const groupsPath = "/api/groups";
export const categoriesPath = "/api/group-categories";
export const profilesPath = "/api/profiles";
export const techniciansPath = `/api/people?${new URLSearchParams({ filter: JSON.stringify({ roles: ["technician"] }), limit: "200" })}`;

/** A person is part of lists, of pickers and of what others are told, too. */
export function showChangedPeople(): void {
  changed((path) => /^\/api\/(people|contacts|invitations|profiles)\b/.test(path));
}

/** Groups, and who is in them. */
export function showChangedGroups(): void {
  showChangedPeople();
  changed((path) => /^\/api\/(groups|group-categories)\b/.test(path));
}

/** Work has got other technicians. */
export function showChangedWork(): void {
  showChangedPeople();
  changed((path) => path.startsWith("/api/interventions"));
}
