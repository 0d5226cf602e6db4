import type { CSSProperties } from "react";
import type { StatusKind } from "#lib/domain/notifications/message.ts";
import { StatusChip } from "../interventions/status-chip.tsx";

/** How it will look in lists. */
export function NameChip({ name, color, kind }: { name: string; color: string; kind: StatusKind | null }) {
  if (kind) return <StatusChip status={{ name, color, kind }} />;
  return (
    <span
      className="tinted inline-block max-w-full rounded-full px-2.5 py-1 text-small leading-tight font-medium"
      style={{ "--tint": color } as CSSProperties}
    >
      <span className="line-clamp-1">{name}</span>
    </span>
  );
}
