"use client";

import { Plus } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import { Link } from "../app/link.tsx";
import { buttonClass } from "../ui/button.tsx";

/** A new intervention, on a phone; at the desk the rail has it. */
export function NewLink() {
  const { t } = useTexts();
  return (
    <Link
      href="/interventions/new"
      aria-label={t("common.new_intervention")}
      className={buttonClass({ look: "quiet" }, "w-12 px-0 desk:hidden")}
    >
      <Plus aria-hidden="true" className="size-6" />
    </Link>
  );
}
