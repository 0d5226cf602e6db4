"use client";

import { Moon, Sun, SunMoon } from "lucide-react";
import { useState } from "react";
import { deviceTheme, setDeviceTheme } from "#lib/browser/device-settings.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { Choice } from "../ui/choice.tsx";
import { Part } from "./part.tsx";

const icons = { system: SunMoon, light: Sun, dark: Moon } as const;
const themes = ["system", "light", "dark"] as const;

/** Of this device, whoever uses it. */
export function ThemeChoice() {
  const { t } = useTexts();
  const [theme, setTheme] = useState(deviceTheme);
  return (
    <Part title={t("account.theme_title")}>
      <Choice
        label={t("account.theme_title")}
        chosen={theme}
        options={themes.map((value) => {
          const Icon = icons[value];
          return {
            value,
            label: t(`account.${value}`),
            icon: <Icon aria-hidden="true" className="size-5 shrink-0" />,
          };
        })}
        onChoose={(chosen) => {
          setDeviceTheme(chosen);
          setTheme(chosen);
        }}
      />
    </Part>
  );
}
