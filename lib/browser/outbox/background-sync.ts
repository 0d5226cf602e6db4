/** Under which the browser is asked for Background Sync. */
export const syncTag = "campanella-outbox";

type WithSync = { sync?: { register: (tag: string) => Promise<void> } };

/** Where there is Background Sync the browser wakes the service worker when the network is back, app open or not. */
export async function askForSync(registration: ServiceWorkerRegistration): Promise<void> {
  await (registration as WithSync).sync?.register(syncTag).catch(() => {
    // Not allowed: then the app sends when it is next open.
  });
}
