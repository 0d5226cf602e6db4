import { useEffect } from "react";

/** The window's title: what is unread, which screen, and whose it is. */
let unread = 0;
/** Of what is drawn, the last on top: a card beside its list names the window. */
const names: { name: string }[] = [];

/** Names the window as long as the screen is there; null leaves that to others. */
export function useTitle(name: string | null): void {
  useEffect(() => {
    if (name === null) return;
    const own = { name };
    names.push(own);
    write();
    return () => {
      names.splice(names.indexOf(own), 1);
      write();
    };
  }, [name]);
}

export function showUnreadInTitle(count: number): void {
  unread = count;
  write();
}

function write(): void {
  const count = unread > 0 ? `(${unread > 99 ? "99+" : unread}) ` : "";
  const name = names.at(-1)?.name;
  document.title = `${count}${name ? `${name} – ` : ""}Campanella`;
}
