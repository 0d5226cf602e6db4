import { useRef } from "react";

/** A content that was sent, and the key under which. */
export type Attempt = { content: string; key: string };

/** The same content is the same attempt, so that a second tap or a retry does nothing twice. */
export function attemptAt(content: unknown, last: Attempt | null): Attempt {
  const text = JSON.stringify(content);
  return last?.content === text ? last : { content: text, key: crypto.randomUUID() };
}

/** Keys for the tries of one form that keeps no draft; those of a draft outlive the form. */
export function useIdempotencyKey(): (content: unknown) => string {
  const last = useRef<Attempt | null>(null);
  return (content) => {
    last.current = attemptAt(content, last.current);
    return last.current.key;
  };
}
