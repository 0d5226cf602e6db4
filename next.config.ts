import type { NextConfig } from "next";
import { PHASE_PRODUCTION_BUILD } from "next/constants.js";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run check`, once.
  typescript: { ignoreBuildErrors: true },
  // These talk to the operating system and to sockets; a bundle of them saves nothing.
  serverExternalPackages: ["pg", "nodemailer", "web-push", "undici"],
};

/** The service worker is built only with the product: `next dev` stays on Turbopack, `next start` never loads the plugin. */
export default async function nextConfig(phase: string): Promise<NextConfig> {
  if (phase !== PHASE_PRODUCTION_BUILD) return config;
  const { default: withPwa } = await import("next-pwa");
  return withPwa({
    dest: "public",
    register: false,
    reloadOnOnline: false,
    cacheStartUrl: false,
    // The worker is wholly ours; Workbox only compiles it, and caches nothing by itself, least of all /api.
    workboxOptions: { swSrc: "lib/browser/service-worker.ts", exclude: [/./], additionalManifestEntries: [] },
  })(config);
}
