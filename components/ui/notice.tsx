import type { ReactNode } from "react";

type NoticeProps = { icon?: ReactNode; title: string; text?: ReactNode; children?: ReactNode; isAlert?: boolean };

/** What a screen says when it has nothing to show: what is the case, and what to do about it. */
export function Notice({ icon, title, text, children, isAlert = false }: NoticeProps) {
  return (
    <div
      role={isAlert ? "alert" : undefined}
      className="mx-auto grid max-w-sm justify-items-center gap-2 px-6 py-14 text-center"
    >
      {icon && (
        <span className="mb-2 grid size-16 place-items-center rounded-full bg-petrol-wash text-petrol">{icon}</span>
      )}
      <p className="text-large font-semibold text-balance">{title}</p>
      {text && <p className="text-pretty text-soft">{text}</p>}
      {children && <div className="mt-4 flex flex-wrap justify-center gap-3">{children}</div>}
    </div>
  );
}

const tones = {
  plain: "bg-petrol-wash text-ink",
  /** Something wants the person: brass. */
  wanting: "bg-brass-wash text-brass-ink",
  failed: "bg-danger-wash text-danger",
} as const;

/** A sentence in a band, with at most one thing to do. */
export function Banner({
  tone = "plain",
  icon,
  children,
  action,
}: {
  tone?: keyof typeof tones;
  icon?: ReactNode;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div
      role="status"
      className={`flex items-center gap-3 rounded-xl px-4 py-2.5 text-small font-medium ${tones[tone]}`}
    >
      {icon}
      <p className="grow">{children}</p>
      {action}
    </div>
  );
}

/** Stands in for what is on its way, in its shape. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden="true" className={`skeleton block ${className}`} />;
}
