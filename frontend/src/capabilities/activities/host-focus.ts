/** Where the focus goes when a dialog closes that was opened from a menu: the menu's line is gone by then, its button is not. */
import type { RefObject } from 'react';

/** For `onCloseAutoFocus` of the dialog. */
export function focusOn(opener: RefObject<HTMLElement | null>): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    opener.current?.focus();
  };
}
