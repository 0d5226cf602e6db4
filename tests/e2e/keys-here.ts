import type { Page, Worker } from "playwright";

/**
 * What the device keeps in one of its stores (lib/browser/device-store.ts), by its keys, as a page or the service worker
 * can see it.
 */
export function keysHere(where: Page | Worker, store: "answers" | "outbox"): Promise<IDBValidKey[]> {
  return (where as Page).evaluate(async (store) => {
    // Whoever opens it first makes it, and that is to be the app.
    if (!(await indexedDB.databases()).some(({ name }) => name === "campanella")) return [];
    const opening = indexedDB.open("campanella");
    await new Promise((resolve) => opening.addEventListener("success", resolve));
    const asking = opening.result.transaction(store).objectStore(store).getAllKeys();
    await new Promise((resolve) => asking.addEventListener("success", resolve));
    opening.result.close();
    return asking.result;
  }, store);
}

/** The paths of the API whose answers are kept, whoever asked for them. */
export async function keptPaths(page: Page): Promise<string[]> {
  return (await keysHere(page, "answers")).map((key) => (key as [account: string, path: string])[1]);
}
