import type { CSSProperties } from "react";
import type { StatusKind } from "#lib/domain/notifications/message.ts";

type Status = { name: string; kind: StatusKind; color: string };

/** Colour, shape and word: a ring is open, a half is in progress, a full one done, a crossed one cancelled. */
export function StatusChip({ status }: { status: Status }) {
  return (
    <span
      className="tinted inline-flex max-w-full items-center gap-1.5 rounded-full px-2.5 py-1 text-small leading-tight font-medium"
      style={{ "--tint": status.color } as CSSProperties}
    >
      <StatusShape kind={status.kind} />
      <span className="line-clamp-1">{status.name}</span>
    </span>
  );
}

export function StatusShape({ kind, className = "size-3.5" }: { kind: StatusKind; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className={`shrink-0 ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    >
      <circle cx="8" cy="8" r="6.5" fill={kind === "done" ? "currentColor" : "none"} />
      {kind === "in_progress" && <path d="M8 3.5a4.5 4.5 0 0 1 0 9z" fill="currentColor" stroke="none" />}
      {kind === "done" && (
        <path
          d="m5 8.2 2.1 2.1L11 6.2"
          stroke="var(--behind, var(--raised))"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {kind === "cancelled" && <path d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" strokeLinecap="round" />}
    </svg>
  );
}
