import { type InputHTMLAttributes, type ReactNode, type Ref, type TextareaHTMLAttributes, useId } from "react";

type Frame = {
  label: string;
  /** For where what stands beside it says the same: it is read out alone. */
  isLabelHidden?: boolean;
  hint?: ReactNode;
  error?: string | null;
  isOptionalText?: string;
};

export const inputClass =
  "w-full min-w-0 min-h-12 rounded-xl border border-edge bg-raised px-3.5 py-2.5 text-ink placeholder:text-soft aria-invalid:border-danger aria-invalid:outline-danger disabled:opacity-60";

type InputProps = InputHTMLAttributes<HTMLInputElement> & Frame & { ref?: Ref<HTMLInputElement>; trailing?: ReactNode };

/** A labelled line of text; what is wrong with it stands below it and is read out with it. */
export function TextField({ label, hint, error, isOptionalText, trailing, className = "", ...input }: InputProps) {
  return (
    <Framed {...{ label, hint, error, isOptionalText, id: input.id }}>
      {(attributes) => (
        <span className="relative block">
          <input
            type="text"
            {...input}
            {...attributes}
            className={`${inputClass} ${trailing ? "pe-13" : ""} ${className}`}
          />
          {trailing && <span className="absolute inset-y-0 end-0 flex items-center">{trailing}</span>}
        </span>
      )}
    </Framed>
  );
}

type AreaProps = TextareaHTMLAttributes<HTMLTextAreaElement> & Frame & { ref?: Ref<HTMLTextAreaElement> };

/** Text of several lines; it grows with what is written. */
export function TextArea({ label, hint, error, isOptionalText, className = "", rows = 3, ...area }: AreaProps) {
  return (
    <Framed {...{ label, hint, error, isOptionalText, id: area.id }}>
      {(attributes) => (
        <textarea
          rows={rows}
          {...area}
          {...attributes}
          className={`${inputClass} field-sizing-content max-h-96 resize-y ${className}`}
        />
      )}
    </Framed>
  );
}

type FrameAttributes = { id: string; "aria-invalid": true | undefined; "aria-describedby": string | undefined };
type FramedProps = Frame & { id?: string; children: (attributes: FrameAttributes) => ReactNode };

/** Label above, hint or error below, for any control. */
export function Framed({ label, isLabelHidden, hint, error, isOptionalText, id: givenId, children }: FramedProps) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const describedBy = [error ? `${id}-error` : null, hint ? `${id}-hint` : null].filter(Boolean).join(" ");
  return (
    <div className="grid min-w-0 grid-cols-1 content-start gap-1.5">
      <label
        htmlFor={id}
        className={isLabelHidden ? "sr-only" : "flex items-baseline justify-between gap-3 font-medium"}
      >
        {label}
        {isOptionalText && <span className="text-small font-normal text-soft">{isOptionalText}</span>}
      </label>
      {children({ id, "aria-invalid": error ? true : undefined, "aria-describedby": describedBy || undefined })}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-small font-medium text-danger">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-small text-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
