import { X } from "lucide-react";

/** A filter that is on, in words; a tap takes it away. */
export function FilterChip({ text, label, onTakeAway }: { text: string; label: string; onTakeAway: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onTakeAway}
      className="inline-flex min-h-12 max-w-full items-center gap-2 rounded-xl bg-petrol-wash px-3 text-small font-medium text-petrol compact:min-h-9"
    >
      <bdi className="min-w-0 wrap-anywhere">{text}</bdi>
      <X aria-hidden="true" className="size-4.5 shrink-0" />
    </button>
  );
}
