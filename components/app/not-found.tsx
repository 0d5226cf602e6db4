"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { useTitle } from "#lib/browser/title.ts";
import { NothingHere } from "./failure.tsx";

export default function NotFound() {
  const { t } = useTexts();
  useTitle(t("common.not_found_title"));
  return <NothingHere />;
}
