"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { onKey } from "#lib/browser/keyboard.ts";
import { useAfterPause } from "#lib/browser/pause.ts";
import { IconButton } from "../ui/button.tsx";
import { inputClass } from "../ui/field.tsx";

type SearchFieldProps = {
  label: string;
  clearLabel: string;
  /** What the list shows, by its address: "back", or taking filters away, changes it, too. */
  asked: string;
  onSearch: (words: string) => void;
};

/** Searches while one types, after a pause and not for each letter. "/" leads to it, Escape empties it, then leaves it. */
export function SearchField({ label, clearLabel, asked, onSearch }: SearchFieldProps) {
  const known = useRef(asked);
  const [typed, setTyped] = useState(asked);
  const field = useRef<HTMLInputElement>(null);
  const search = useRef(onSearch);
  search.current = onSearch;
  const wanted = useAfterPause(typed.trim());
  useEffect(() => onKey({ "/": () => field.current?.focus() }), []);
  useEffect(() => {
    if (wanted === known.current) return;
    known.current = wanted;
    search.current(wanted);
  }, [wanted]);
  useEffect(() => {
    if (asked === known.current) return;
    known.current = asked;
    setTyped(asked);
  }, [asked]);
  return (
    <div className="relative min-w-0 grow">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 start-3.5 my-auto size-5 text-soft"
      />
      <input
        ref={field}
        type="search"
        value={typed}
        maxLength={200}
        onChange={({ target }) => setTyped(target.value)}
        // The browser empties the field by the same key; the second time it is left.
        onKeyDown={({ key, currentTarget }) => key === "Escape" && typed === "" && currentTarget.blur()}
        aria-label={label}
        placeholder={label}
        className={`${inputClass} ps-11 pe-12 [&::-webkit-search-cancel-button]:hidden`}
      />
      {typed !== "" && (
        <IconButton label={clearLabel} className="absolute inset-y-0 end-0" onClick={() => setTyped("")}>
          <X aria-hidden="true" className="size-5" />
        </IconButton>
      )}
    </div>
  );
}
