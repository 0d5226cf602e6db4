"use client";

import { Plus, X } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import { countries } from "../company/known-places.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { emptySite, type Site } from "./person-input.ts";

type SitesFieldProps = {
  sites: Site[];
  /** Where a new one is, until somebody says otherwise: ISO 3166. */
  country: string;
  onChange: (sites: Site[]) => void;
};

/** Where work is done; one is the main site. One that is taken away stays with the work that was done there. */
export function SitesField({ sites, country, onChange }: SitesFieldProps) {
  const { t, locale } = useTexts();
  const countryOptions = countries(locale);
  const put = (changed: Site) => onChange(sites.map((site) => (site.key === changed.key ? changed : site)));

  function remove(removed: Site): void {
    const left = sites.filter((site) => site !== removed);
    onChange(removed.is_default ? left.map((site, place) => ({ ...site, is_default: place === 0 })) : left);
  }

  return (
    <fieldset className="grid min-w-0 gap-4">
      <legend className="sr-only">{t("people.sites")}</legend>
      {sites.map((site, place) => {
        const text = (part: "name" | "street" | "postal_code" | "city", longest: number) => ({
          value: site[part],
          maxLength: longest,
          autoComplete: "off",
          dir: "auto",
          onChange: ({ target }: { target: { value: string } }) => put({ ...site, [part]: target.value }),
        });
        return (
          <div key={site.key} className="grid grid-cols-1 gap-3 rounded-xl border border-line p-4">
            <div className="flex items-center justify-between gap-2">
              <p className="font-medium">
                {site.is_default ? t("people.main_site") : t("people.site", { number: String(place + 1) })}
              </p>
              <IconButton
                className="-my-2 -me-2"
                label={t("people.remove_site", { name: site.name || site.street || String(place + 1) })}
                onClick={() => remove(site)}
              >
                <X aria-hidden="true" className="size-5" />
              </IconButton>
            </div>
            <TextField {...text("street", 300)} label={t("people.street")} />
            <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-3">
              <TextField {...text("postal_code", 20)} label={t("people.postal_code")} />
              <TextField {...text("city", 200)} label={t("people.city")} />
            </div>
            <Select
              label={t("people.country")}
              value={site.country}
              options={countryOptions}
              onChange={({ target }) => put({ ...site, country: target.value })}
            />
            <TextField {...text("name", 200)} label={t("people.site_name")} placeholder={t("people.site_name_hint")} />
            <TextArea
              label={t("people.access_note")}
              placeholder={t("people.access_note_hint")}
              value={site.access_note}
              dir="auto"
              rows={1}
              maxLength={2000}
              onChange={({ target }) => put({ ...site, access_note: target.value })}
            />
            {sites.length > 1 && (
              <label className="flex min-h-12 items-center gap-3">
                <input
                  type="radio"
                  name="main-site"
                  checked={site.is_default}
                  onChange={() => onChange(sites.map((one) => ({ ...one, is_default: one === site })))}
                  className="size-5 shrink-0 appearance-none rounded-full border-2 border-edge checked:border-6 checked:border-petrol"
                />
                {t(site.is_default ? "people.main_site" : "people.make_main_site")}
              </label>
            )}
          </div>
        );
      })}
      <Button
        look="quiet"
        className="justify-self-start"
        icon={<Plus aria-hidden="true" className="size-5" />}
        onClick={() => onChange([...sites, emptySite(sites.length === 0, country)])}
      >
        {t("people.add_site")}
      </Button>
    </fieldset>
  );
}
