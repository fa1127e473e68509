"use client";

import { type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from "react";

type DialogProps = {
  open: boolean;
  /** Called for Escape, the close button and a press outside. The parent sets `open`. */
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
};

/** A question that must be answered first. The browser keeps focus inside and returns it after. */
export function Dialog({ open, onClose, title, children, footer }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);

  const closeUnlessInside = (event: SyntheticEvent) => {
    if (event.target === dialog.current) onClose();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own keyboard way out.
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClick={closeUnlessInside}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="m-auto max-h-[calc(100dvh-2rem)] w-[min(32rem,calc(100vw-2rem))] flex-col overflow-hidden rounded border bg-paper p-0 text-ink open:flex open:animate-appear"
    >
      <header className="flex items-start justify-between gap-4 px-6 pt-5 pb-3">
        <h2 id={titleId} className="text-21">
          {title}
        </h2>
        <button
          type="button"
          onClick={onClose}
          className="-mr-2 min-h-8 rounded px-2 text-13 text-muted hover:bg-sunken hover:text-ink pointer-coarse:min-h-11"
        >
          Close
        </button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-6">{children}</div>
      {footer && (
        <footer className="flex flex-wrap justify-end gap-3 border-t px-6 py-4">{footer}</footer>
      )}
    </dialog>
  );
}
