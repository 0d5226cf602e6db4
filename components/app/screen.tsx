"use client";

import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { back, useLocation } from "#lib/browser/location.ts";
import { useHeading } from "#lib/browser/places.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTitle } from "#lib/browser/title.ts";
import { IconButton } from "../ui/button.tsx";

type ScreenProps = {
  title: ReactNode;
  /** What the window is called, where that is more than the title. */
  windowTitle?: string;
  /** Where "back" leads when this is the first screen of the visit; without it there is no way back to show. */
  backTo?: string;
  /** A place of its own in the rail at the desk, and below another one on a phone. */
  isPlaceAtDesk?: boolean;
  actions?: ReactNode;
  /** For long lines of text and forms: not wider than one reads. */
  isNarrow?: boolean;
  /** It stands beside the screen that the person is at. */
  isBeside?: boolean;
  children: ReactNode;
};

/** A screen in the frame: its title, which stays in view, and below it what it is about. */
export function Screen({
  title,
  windowTitle,
  backTo,
  isPlaceAtDesk,
  actions,
  isNarrow = true,
  isBeside,
  children,
}: ScreenProps) {
  const { t } = useTexts();
  const heading = useHeading(useLocation()?.path, isBeside);
  useTitle(windowTitle ?? (typeof title === "string" ? title : null));
  return (
    <>
      <header className="sticky top-0 z-20 bg-ground/95 backdrop-blur">
        <div className={`mx-auto flex min-h-16 w-full items-center gap-1 px-4 ${isNarrow ? "max-w-3xl" : ""}`}>
          {backTo && (
            <IconButton
              label={t("common.back")}
              className={`-ms-3 ${isPlaceAtDesk ? "desk:hidden" : ""}`}
              onClick={() => back(backTo)}
            >
              <ArrowLeft aria-hidden="true" className="size-5.5 rtl:-scale-x-100" />
            </IconButton>
          )}
          <h1
            ref={heading}
            tabIndex={-1}
            className="min-w-0 grow truncate text-title font-semibold tracking-tight outline-none"
          >
            {title}
          </h1>
          {actions}
        </div>
      </header>
      <div className={`mx-auto w-full grow pt-1 pb-6 ${isNarrow ? "max-w-3xl" : ""}`}>{children}</div>
    </>
  );
}
