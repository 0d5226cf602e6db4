/** From the service worker to a window: somebody has tapped a notification. The window answers by the port that comes along. */
export type OpenMessage = { kind: "open"; path: string };
