import { useRef } from "react";

/** Keys for the tries of one form: the same for the same content, so that a second tap or a retry does nothing twice. */
export function useIdempotencyKey(): (content: unknown) => string {
  const last = useRef({ content: "", key: "" });
  return (content) => {
    const text = JSON.stringify(content);
    if (last.current.content !== text) last.current = { content: text, key: crypto.randomUUID() };
    return last.current.key;
  };
}
