import type { AwaitedResponse } from "../domain/notifications/awaited-response.ts";

/** Whoever has answered in the app is not asked on the lock screen any more. */
export async function closeAwaiting(number: number): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  for (const shown of (await registration?.getNotifications()) ?? []) {
    const awaited: AwaitedResponse | undefined = shown.data?.awaited;
    if (awaited?.number === number) shown.close();
  }
}
