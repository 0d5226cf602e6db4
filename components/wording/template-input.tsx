"use client";

import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Placeholder } from "#lib/domain/notifications/placeholder.ts";
import type { TemplateField } from "#lib/domain/notifications/template-book.ts";
import { TextArea } from "../ui/field.tsx";
import { type Offered, useOffered } from "./offered.ts";

export type TemplateInputHandle = { insert: (name: Placeholder) => void; focus: () => void };

type TemplateInputProps = {
  ref: Ref<TemplateInputHandle>;
  label: string;
  hint: string | undefined;
  field: TemplateField;
  language: string;
  value: string;
  error: string | null;
  onFocus: () => void;
  onChange: (value: string) => void;
};

/** A text with placeholders: once a brace is opened, those that it may become are offered. */
export function TemplateInput({
  ref,
  label,
  hint,
  field,
  language,
  value,
  error,
  onFocus,
  onChange,
}: TemplateInputProps) {
  const { t } = useTexts();
  const listId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const list = useRef<HTMLDivElement>(null);
  /** Where the cursor is to be after the next drawing. */
  const cursor = useRef<number | null>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const begun = caret === null ? null : begunAt(value, caret);
  const all = useOffered();
  const offered = begun ? all.filter((one) => matches(one, begun.word)) : [];
  const chosen = offered[Math.min(active, offered.length - 1)]?.name;

  useImperativeHandle(ref, () => ({
    insert: (name) =>
      put(name, area.current?.selectionStart ?? value.length, area.current?.selectionEnd ?? value.length),
    focus: () => area.current?.focus(),
  }));

  useLayoutEffect(() => {
    if (cursor.current === null || !area.current) return;
    area.current.focus();
    area.current.setSelectionRange(cursor.current, cursor.current);
    cursor.current = null;
  });

  const isOffering = chosen !== undefined;
  useEffect(() => {
    if (isOffering) list.current?.scrollIntoView({ block: "nearest" });
  }, [isOffering]);
  useEffect(() => {
    const option = chosen && document.getElementById(`${listId}-${chosen}`);
    if (!option || !list.current) return;
    const { scrollTop, clientHeight } = list.current;
    const least = option.offsetTop + option.offsetHeight - clientHeight;
    list.current.scrollTop = Math.min(option.offsetTop, Math.max(scrollTop, least));
  }, [chosen, listId]);

  function put(name: Placeholder, from: number, to: number): void {
    const text = `{${name}}`;
    cursor.current = from + text.length;
    setCaret(null);
    onChange(value.slice(0, from) + text + value.slice(to));
  }

  function complete(name: Placeholder): void {
    if (begun && caret !== null) put(name, begun.at, value[caret] === "}" ? caret + 1 : caret);
  }

  function onKeyDown(event: KeyboardEvent): void {
    // One line is one line; a field of several takes what it is given.
    if (event.key === "Enter" && !chosen && field !== "text") event.preventDefault();
    if (!chosen) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step) setActive((offered.findIndex(({ name }) => name === chosen) + step + offered.length) % offered.length);
    else if (event.key === "Enter" || event.key === "Tab") complete(chosen);
    else if (event.key === "Escape") setCaret(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="relative">
      <TextArea
        ref={area}
        label={label}
        hint={hint}
        error={error}
        lang={language}
        dir="auto"
        rows={field === "text" ? 8 : 1}
        value={value}
        aria-autocomplete="list"
        aria-controls={chosen ? listId : undefined}
        aria-activedescendant={chosen ? `${listId}-${chosen}` : undefined}
        onFocus={onFocus}
        onBlur={() => setCaret(null)}
        onKeyDown={onKeyDown}
        onSelect={({ currentTarget }) => {
          // Only while one types: a cursor that is put somewhere asks for nothing.
          if (caret !== null) setCaret(currentTarget.selectionEnd);
        }}
        onChange={({ target }) => {
          setCaret(target.selectionEnd);
          setActive(0);
          onChange(field === "text" ? target.value : target.value.replace(/[\r\n]+/g, " "));
        }}
        className="scroll-mb-40 leading-normal desk:scroll-mb-24"
      />
      <p role="status" className="sr-only">
        {chosen ? t("wording.offered", { count: offered.length }) : ""}
      </p>
      {chosen && (
        <div
          ref={list}
          id={listId}
          role="listbox"
          aria-label={t("wording.placeholders")}
          className="absolute inset-x-0 top-full z-30 mt-1 scroll-mb-40 desk:scroll-mb-24 max-h-60 overflow-y-auto rounded-xl border border-line bg-raised py-1 shadow-raised"
        >
          {offered.map(({ name, label: text }) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text, which says which one is meant
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text's keys choose
            <div
              key={name}
              id={`${listId}-${name}`}
              role="option"
              aria-selected={name === chosen}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => complete(name)}
              className={`flex min-h-12 cursor-pointer items-center justify-between gap-3 px-4 py-1.5 compact:min-h-10 ${name === chosen ? "bg-petrol-wash" : ""}`}
            >
              <span className="font-medium">{text}</span>
              <code className="text-small text-soft" dir="ltr" translate="no">{`{${name}}`}</code>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

/** The brace that is opened before the cursor and not closed yet, and what is typed behind it. */
function begunAt(text: string, caret: number): { at: number; word: string } | null {
  const found = /(?<!\{)(?:\{\{)*\{([\p{L}\d_.]*)$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const word = found[1] ?? "";
  return { at: caret - word.length - 1, word };
}

function matches({ name, label }: Offered, typed: string): boolean {
  const word = typed.toLowerCase();
  return (
    name.startsWith(word) ||
    name.startsWith(`customer.${word}`) ||
    label
      .toLowerCase()
      .split(/\s+/)
      .some((part) => part.startsWith(word))
  );
}
