import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";

const looks = {
  /** The one thing to do here. */
  primary: "bg-petrol text-on-petrol hover:bg-petrol-strong active:bg-petrol-strong",
  secondary: "border border-line bg-raised text-ink hover:bg-sunken active:bg-sunken",
  quiet: "text-petrol hover:bg-petrol-wash active:bg-petrol-wash",
  danger: "bg-danger text-on-danger",
} as const;

const sizes = {
  normal: "min-h-12 px-4 text-body",
  /** The next action at the bottom edge of a phone. */
  wide: "min-h-14 w-full px-5 text-large",
  /** For rows, where a mouse points at them. */
  compact: "min-h-12 px-3 text-body compact:min-h-9",
} as const;

export type ButtonLook = { look?: keyof typeof looks; size?: keyof typeof sizes };

/** Also for links that look like buttons. */
export function buttonClass({ look = "primary", size = "normal" }: ButtonLook = {}, more = ""): string {
  return `inline-flex items-center justify-center gap-2 rounded-xl text-center font-medium wrap-normal [&>svg]:shrink-0 transition-[background-color,opacity,transform] duration-150 select-none active:scale-[0.985] disabled:pointer-events-none disabled:opacity-55 ${looks[look]} ${sizes[size]} ${more}`;
}

type Props = ButtonHTMLAttributes<HTMLButtonElement> &
  ButtonLook & { isBusy?: boolean; icon?: ReactNode; ref?: Ref<HTMLButtonElement> };

/** While it is busy it stays where it is and takes no second tap. */
export function Button({ look, size, isBusy = false, icon, className, children, onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass({ look, size }, className)}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={(event) => (isBusy ? event.preventDefault() : onClick?.(event))}
    >
      {isBusy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-5 shrink-0 animate-spin rounded-full border-2 border-current border-e-transparent"
    />
  );
}

/** How a link looks that is an icon alone; it needs a name, too. */
export function iconClass(more = ""): string {
  return `inline-flex size-12 shrink-0 items-center justify-center rounded-xl text-soft transition-colors hover:bg-petrol-wash hover:text-ink active:bg-petrol-wash ${more}`;
}

/** A button that is an icon alone; `label` is its name. */
export function IconButton({ label, className = "", children, ...rest }: Props & { label: string }) {
  return (
    <button type="button" {...rest} aria-label={label} title={label} className={iconClass(className)}>
      {children}
    </button>
  );
}
