/**
 * Single-key shortcuts, never while somebody types, never over a dialog, and off where a host switched them off
 * (WCAG 2.1.4).
 */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { readStored, writeStored } from './stored.ts';

const STORED_AS = 'plenum:shortcuts';
const listeners = new Set<() => void>();

export function shortcutsAreOn(): boolean {
  return readStored(STORED_AS) !== 'off';
}

export function setShortcuts(areOn: boolean): void {
  writeStored(STORED_AS, areOn ? null : 'off');
  for (const listener of listeners) listener();
}

export function useShortcutsAreOn(): boolean {
  return useSyncExternalStore(subscribe, shortcutsAreOn, () => true);
}

/** Whether this key may act: plain, not typed into something, no dialog or menu over the page. */
export function isShortcut(event: KeyboardEvent): boolean {
  if (!shortcutsAreOn() || event.defaultPrevented || event.repeat) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target as Element | null;
  if (target?.closest('input, textarea, select, [contenteditable]') != null) return false;
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') === null;
}

/** Runs what stands under the pressed key; letters whatever their case. Keys: `KeyboardEvent.key` in lower case. */
export function useShortcuts(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const run = isShortcut(event) ? current.current[event.key.toLowerCase()] : undefined;
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
