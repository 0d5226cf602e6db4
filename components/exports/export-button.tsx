"use client";

import { FileOutput } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import { Button } from "../ui/button.tsx";

/** Above a list: it can be taken along as a file. */
export function ExportButton({ onClick }: { onClick: () => void }) {
  const { t } = useTexts();
  return (
    <Button
      look="secondary"
      size="compact"
      icon={<FileOutput aria-hidden="true" className="size-5" />}
      className="justify-self-start"
      onClick={onClick}
    >
      {t("common.export")}
    </Button>
  );
}
