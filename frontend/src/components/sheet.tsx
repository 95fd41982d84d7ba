/**
 * A panel from the lower edge on phones, a dialog on wider pages. The browser's own `<dialog>`: it traps focus, closes on
 * Escape and gives focus back, without a byte of ours.
 */
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import * as m from '#/paraglide/messages.js';
import { Button } from './ui/button.tsx';

export interface SheetProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
}

export function Sheet({ isOpen, onClose, title, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (isOpen && !dialog.current?.open) dialog.current?.showModal();
    if (!isOpen) dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      // A press beside the panel lands on the dialog itself: its content fills it.
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
      className="m-auto max-h-[calc(100dvh-1rem)] w-full max-w-none overflow-y-auto rounded-2xl border border-border bg-popover text-popover-foreground shadow-lg outline-none backdrop:bg-[oklch(0.168_0.024_272/0.45)] max-sm:mb-0 max-sm:rounded-b-none sm:max-w-lg"
    >
      {isOpen && (
        <div className="px-5 pt-3 pb-[calc(1.5rem+env(safe-area-inset-bottom))] sm:px-6">
          <div className="mb-4 flex items-center justify-between gap-3">
            <h2 id={titleId} className="text-xl">
              {title}
            </h2>
            <Button
              variant="quiet"
              size="icon-tap"
              className="-me-2.5"
              aria-label={m.action_close()}
              onClick={onClose}
            >
              <X aria-hidden="true" />
            </Button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}
