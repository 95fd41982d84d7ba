/** The page's title: in the tab, the history, and what a screen reader says on coming. */
import { useEffect } from 'react';

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Plenum' : `${title} · Plenum`;
  }, [title]);
}
