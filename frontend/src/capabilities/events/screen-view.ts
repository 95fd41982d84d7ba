/** What the operator of a projector sets on that machine: light or dark, size, blank. Kept there, not in the event. */
import { useEffect, useState } from 'react';
import { readStored, writeStored } from '#/lib/stored.ts';

const THEME = 'plenum:screen-theme';
const ZOOM = 'plenum:screen-zoom';
export const ZOOM_MIN = 0.6;
export const ZOOM_MAX = 1.6;
const ZOOM_STEP = 0.1;

export interface ScreenSettings {
  readonly isDark: boolean;
  /** Of every size; 1 = as designed for 16:9. */
  readonly zoom: number;
  readonly isBlank: boolean;
  toggleTheme(): void;
  resize(by: 1 | -1): void;
  toggleBlank(): void;
}

/** The stored size, or 1 for anything that is none. */
export function readZoom(text: string | null): number {
  const zoom = Number(text ?? 1);
  return zoom >= ZOOM_MIN && zoom <= ZOOM_MAX ? zoom : 1;
}

export function resized(zoom: number, by: 1 | -1): number {
  return Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, Math.round((zoom + by * ZOOM_STEP) * 10) / 10));
}

export function useScreenSettings(): ScreenSettings {
  const [theme, setTheme] = useState(() => readStored(THEME));
  const [zoom, setZoom] = useState(() => readZoom(readStored(ZOOM)));
  const [isBlank, setIsBlank] = useState(false);
  const isDark = theme === null ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';

  // The whole page is the screen's, whatever this person chose for the pages they host on.
  useEffect(() => {
    const { classList } = document.documentElement;
    const was = classList.contains('dark');
    classList.toggle('dark', isDark);
    return () => void classList.toggle('dark', was);
  }, [isDark]);

  return {
    isDark,
    zoom,
    isBlank,
    toggleTheme() {
      const next = isDark ? 'light' : 'dark';
      writeStored(THEME, next);
      setTheme(next);
    },
    resize(by) {
      const next = resized(zoom, by);
      writeStored(ZOOM, String(next));
      setZoom(next);
    },
    toggleBlank: () => setIsBlank(!isBlank),
  };
}
