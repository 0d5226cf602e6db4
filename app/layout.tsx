import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { processEnvironment } from "#lib/env.ts";
import { bootScript } from "./boot-script.ts";
import "./globals.css";
import { typeface } from "./typeface.ts";

const isDevelopment = processEnvironment().NODE_ENV === "development";

export const metadata: Metadata = {
  title: "Campanella",
  description: "Field service: every change of status reaches exactly the people that the company's rules name.",
  applicationName: "Campanella",
  appleWebApp: { capable: true, title: "Campanella", statusBarStyle: "default" },
  icons: { icon: "/icons/icon-192.png", apple: "/icons/apple-180.png" },
  formatDetection: { telephone: false, date: false, address: false, email: false },
  referrer: "same-origin",
  robots: { index: false, follow: false },
};

// A page that was rendered in advance carries no nonce, and its scripts would be refused by our own policy (proxy.ts).
export const dynamic = "force-dynamic";

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  // The keyboard must not hide the button at the bottom edge.
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f9f6f0" },
    { media: "(prefers-color-scheme: dark)", color: "#08141a" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" className={typeface} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant, which runs before the first paint */}
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: bootScript }} suppressHydrationWarning />
      </head>
      <body data-service-worker={isDevelopment ? undefined : "/sw.js"}>{children}</body>
    </html>
  );
}
