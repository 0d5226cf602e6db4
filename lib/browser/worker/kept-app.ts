/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;

type Files = readonly { url: string; revision: string | null }[];

const prefix = "campanella-app-";
/** The one page of all screens (app/[[...path]]/page.tsx). */
const shell = "/";

/**
 * Puts the page and its files on the device, all or nothing, beside those of the version that is in use.
 *
 * @throws TypeError when one of them cannot be had: the browser tries again at the next visit
 */
export async function keepVersion(files: Files): Promise<void> {
  const cache = await caches.open(nameOf(files));
  // Past the browser's own cache, which may still have the page of the version before.
  await cache.addAll([new Request(shell, { cache: "reload" }), ...files.map(({ url }) => url)]);
}

/** All but the one before, whose windows may be open still: what they have not loaded yet is on no server any more. */
export async function forgetOldVersions(files: Files): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(prefix) && name !== nameOf(files));
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
}

/** The app itself comes from the device, network or not; data never do, but for files (files.ts): null leaves a request to others. */
export function answerFromDevice(request: Request, files: Files): Promise<Response> | null {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return null;
  if (request.mode === "navigate") return isScreen(pathname) ? fromCache(shell, request, files) : null;
  if (files.some(({ url }) => url === pathname)) return fromCache(pathname, request, files);
  return pathname.startsWith("/_next/static/") ? fromAnyVersion(request) : null;
}

async function fromAnyVersion(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** Pages of the server's own are the API, and what customers open. */
function isScreen(path: string): boolean {
  return !/^\/(api|unsubscribe|_next)(\/|$)/.test(path) && !/\.[a-z0-9]+$/i.test(path);
}

async function fromCache(path: string, request: Request, files: Files): Promise<Response> {
  const cache = await caches.open(nameOf(files));
  // The device may have thrown it away to make room.
  return (await cache.match(path)) ?? fetch(request);
}

/** A version is the list of its files: FNV-1a over their names, which carry a hash of what is in them. */
function nameOf(files: Files): string {
  let hash = 0x811c9dc5;
  for (const letter of files.map(({ url, revision }) => `${url} ${revision}`).join("\n"))
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return `${prefix}${hash.toString(16)}`;
}
