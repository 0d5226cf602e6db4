"use client";

import { Drawer } from "@base-ui/react/drawer";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { coverScreen } from "#lib/browser/location.ts";
import { IconButton } from "./button.tsx";

type SheetProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  closeLabel: string;
  description?: ReactNode;
  /** Stays in view at the bottom edge: the one thing to do. */
  footer?: ReactNode;
  children: ReactNode;
};

/**
 * Slides from below on a phone, and can be thrown away downwards; a window in the middle at the desk. "Back" closes it.
 * The button that does comes last, so that by keyboard what the sheet is about comes first.
 */
export function Sheet({ isOpen, onClose, title, closeLabel, description, footer, children }: SheetProps) {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => (isOpen ? coverScreen(() => close.current()) : undefined), [isOpen]);
  return (
    <Drawer.Root open={isOpen} onOpenChange={(open) => !open && onClose()} swipeDirection="down">
      <Drawer.Portal>
        <Drawer.Backdrop className="fixed inset-0 z-40 bg-veil opacity-[calc(1-var(--drawer-swipe-progress,0))] transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Drawer.Viewport className="fixed inset-0 z-50 flex items-end justify-center desk:items-center">
          <Drawer.Popup className="relative flex max-h-[92dvh] w-full max-w-xl flex-col rounded-t-2xl bg-raised shadow-raised outline-none [transform:translateY(var(--drawer-swipe-movement-y,0))] transition-[transform,opacity] duration-200 ease-out data-ending-style:[transform:translateY(100%)] data-starting-style:[transform:translateY(100%)] data-swiping:transition-none desk:max-h-[85dvh] desk:rounded-2xl desk:data-ending-style:[transform:translateY(1rem)] desk:data-ending-style:opacity-0 desk:data-starting-style:[transform:translateY(1rem)] desk:data-starting-style:opacity-0">
            <div aria-hidden="true" className="mx-auto mt-2 h-1 w-10 shrink-0 rounded-full bg-line desk:hidden" />
            <header className="py-4 ps-5 pe-16">
              <Drawer.Title className="text-large font-semibold">{title}</Drawer.Title>
              {description && <Drawer.Description className="text-soft">{description}</Drawer.Description>}
            </header>
            <Drawer.Content className="scrolls grow overscroll-contain px-5 pt-1 pb-5">{children}</Drawer.Content>
            {footer && (
              <footer className="grid gap-2 border-t border-line px-5 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))]">
                {footer}
              </footer>
            )}
            <Drawer.Close render={<IconButton label={closeLabel} />} className="absolute end-2 top-4 desk:top-1">
              <X aria-hidden="true" className="size-5" />
            </Drawer.Close>
          </Drawer.Popup>
        </Drawer.Viewport>
      </Drawer.Portal>
    </Drawer.Root>
  );
}
