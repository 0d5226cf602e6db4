import { resolve } from "node:path";
import type { NextConfig } from "next";
import { PHASE_PRODUCTION_BUILD } from "next/constants.js";

const noSniffing = { key: "X-Content-Type-Options", value: "nosniff" };
const nothingRuns = { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" };

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run check`, once.
  typescript: { ignoreBuildErrors: true },
  // These talk to the operating system and to sockets; a bundle of them saves nothing.
  serverExternalPackages: ["pg", "nodemailer", "web-push", "undici", "read-excel-file", "write-excel-file"],
  // What proxy.ts leaves out. Where there is no such file Next draws a page, in which nothing may run.
  headers: async () => [
    { source: "/sw.js", headers: [noSniffing] },
    { source: "/_next/static/:path*", headers: [noSniffing, nothingRuns] },
  ],
};

/** What notifications and the home screen show; with a new drawing the number of its revision grows. */
const pictures = ["/icons/icon-192.png", "/icons/badge-96.png"];

/** The service worker is built only with the product: `next dev` stays on Turbopack, `next start` never loads the plugin. */
export default async function nextConfig(phase: string): Promise<NextConfig> {
  if (phase !== PHASE_PRODUCTION_BUILD) return config;
  const { default: withPwa } = await import("next-pwa");
  const withoutItsPage: NextConfig = {
    ...config,
    webpack(webpackConfig, { isServer }) {
      // The first script names all others by their hashes, which do not compress: 32 bits tell two builds of one file apart.
      if (!isServer) webpackConfig.output.hashDigestLength = 8;
      // The page registers the worker by itself (lib/browser/worker-registration.ts), so what next-pwa would add to it stays out.
      webpackConfig.resolve.alias[resolve("node_modules/next-pwa/dist/sw-entry.js")] = false;
      return webpackConfig;
    },
  };
  return withPwa({
    dest: "public",
    register: false,
    reloadOnOnline: false,
    cacheStartUrl: false,
    dynamicStartUrl: false,
    // Files of `public` are named below; the worker is none of its own files.
    publicExcludes: ["**/*"],
    // The worker is wholly ours; Workbox compiles it and tells it the names of the app's files.
    workboxOptions: {
      swSrc: "lib/browser/worker/service-worker.ts",
      exclude: [/^(?!static\/(chunks|css|media)\/)/, /\/polyfills-/, /\.map$/],
      additionalManifestEntries: pictures.map((url) => ({ url, revision: "1" })),
    },
  })(withoutItsPage);
}
