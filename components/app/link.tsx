"use client";

import type { AnchorHTMLAttributes, MouseEvent, Ref } from "react";
import { go } from "#lib/browser/location.ts";

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & {
  href: string;
  isReplacing?: boolean;
  ref?: Ref<HTMLAnchorElement>;
};

/** A true link, which opens in a new tab when asked to; a plain click stays in the page. */
export function Link({ href, isReplacing, onClick, ...rest }: LinkProps) {
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !isPlain(event)) return;
        event.preventDefault();
        go(href, { isReplacing });
      }}
    />
  );
}

function isPlain({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}
