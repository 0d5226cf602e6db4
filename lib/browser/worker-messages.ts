/** From the service worker to a window: somebody has tapped a notification. The window answers by the port that comes along. */
export type OpenMessage = {
  kind: "open";
  path: string;
  /** When the worker gives up waiting, in the milliseconds of Date.now(): a window that was asleep stays as it is. */
  before: number;
};
