/** From the service worker to a window: somebody has tapped a notification. */
export type OpenMessage = { kind: "open"; path: string };
