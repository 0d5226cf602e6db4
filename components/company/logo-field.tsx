"use client";

import { ImageUp } from "lucide-react";
import { useRef } from "react";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { OrganizationSettings } from "#lib/domain/organization/organization.ts";
import { useTask } from "../app/use-task.ts";
import { Button } from "../ui/button.tsx";
import { companyPath } from "./company-values.ts";
import { LogoRefused, logoPicture } from "./logo-picture.ts";

type LogoFieldProps = { company: OrganizationSettings; onSaved: (company: OrganizationSettings) => void };

/** The logo is saved as it is chosen, and can be put back. */
export function LogoField({ company, onSaved }: LogoFieldProps) {
  const { t } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  const task = useTask();
  const { logo, name } = company;

  const attempt = (change: () => Promise<void>) =>
    task.run(change, (error) => (error instanceof LogoRefused ? t(`company.${error.reason}`) : undefined));

  const upload = (file: Blob) =>
    attempt(async () => {
      const image = await logoPicture(file);
      onSaved(await ask<OrganizationSettings>(`${companyPath}/logo`, { method: "PUT", body: { image } }));
      toast(t("company.logo_saved"));
    });

  const remove = () =>
    attempt(async () => {
      const former = logo && (await fetch(logo.path).then((answer) => answer.blob()));
      onSaved(await ask<OrganizationSettings>(`${companyPath}/logo`, { method: "DELETE" }));
      toast(t("company.logo_removed"), {
        action: former ? { label: t("common.undo"), run: () => void upload(former) } : undefined,
      });
    });

  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-2">
      <legend className="mb-1.5 font-medium">{t("company.logo")}</legend>
      <div className="flex flex-wrap items-center gap-3">
        {logo ? (
          // On white by night, too, as in mails: most logos are drawn for paper.
          <span className="rounded-xl border border-line bg-white p-3">
            {/* biome-ignore lint/performance/noImgElement: small, of our own, and not to be made into other sizes */}
            <img
              src={logo.path}
              alt={t("company.logo_of", { name })}
              width={logo.width}
              height={logo.height}
              className="h-auto max-h-14 w-auto max-w-55"
            />
          </span>
        ) : (
          <p className="text-soft">{t("company.no_logo")}</p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button
            look="secondary"
            isBusy={task.isBusy}
            icon={<ImageUp aria-hidden="true" className="size-5" />}
            onClick={() => input.current?.click()}
          >
            {t(logo ? "company.other_logo" : "company.choose_logo")}
          </Button>
          {logo && (
            <Button look="quiet" isBusy={task.isBusy} onClick={() => void remove()}>
              {t("company.remove_logo")}
            </Button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          hidden
          onChange={({ target }) => {
            const file = target.files?.[0];
            target.value = "";
            if (file) void upload(file);
          }}
        />
      </div>
      {task.failure && (
        <p role="alert" className="text-small font-medium text-danger">
          {task.failure}
        </p>
      )}
      <p className="text-small text-soft">{t("company.logo_hint")}</p>
    </fieldset>
  );
}
