/** Light or dark: the device's wish unless this person chose otherwise. `themeScript` runs before the first paint. */
import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from './stored.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const STORED_AS = 'plenum:theme';
const listeners = new Set<() => void>();

/** Inline in `<head>`: a page that turns dark after its first paint flashes. Keep in step with `showTheme`. */
export const themeScript = `(()=>{let t;try{t=localStorage.getItem('${STORED_AS}')}catch{}document.documentElement.classList.toggle('dark',t==='dark'||(t!=='light'&&matchMedia('(prefers-color-scheme: dark)').matches))})()`;

/** To be called once, in the browser: follows the device while nothing else was chosen. */
export function startTheme(): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', showTheme);
  showTheme();
}

export function getTheme(): Theme {
  const stored = readStored(STORED_AS);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function setTheme(theme: Theme): void {
  writeStored(STORED_AS, theme === 'system' ? null : theme);
  showTheme();
  for (const listener of listeners) listener();
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, getTheme, () => 'system' as const);
}

function showTheme(): void {
  const theme = getTheme();
  const isDark =
    theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', isDark);
  // The browser's own bars: the page's background, see the tokens.
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', isDark ? '#0b0e1a' : '#fbfaf8');
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
