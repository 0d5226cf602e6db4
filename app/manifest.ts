import type { MetadataRoute } from "next";

/** What makes it installable. It has no language: a device installs it once, whoever signs in. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: "Campanella",
    short_name: "Campanella",
    description: "Field service: interventions, and everybody who has to know.",
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#f9f6f0",
    theme_color: "#00505f",
    categories: ["business", "productivity"],
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
      { src: "/icons/badge-96.png", sizes: "96x96", type: "image/png", purpose: "monochrome" },
    ],
  };
}
