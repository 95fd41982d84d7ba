/**
 * Which language this person reads: their own choice on this device, else the first of the browser's that we have.
 * Set before the first render; `<html lang dir>` follows. Changing it redraws what stands inside `LocaleBoundary`.
 */
import { useSyncExternalStore } from 'react';
import {
  baseLocale,
  getTextDirection,
  isLocale,
  type locales,
  overwriteGetLocale,
} from '#/paraglide/runtime.js';
import { readStored, writeStored } from './stored.ts';

export type Locale = (typeof locales)[number];

/** Every language in its own words, for the picker. */
export const LANGUAGES: Record<Locale, string> = { en: 'English', de: 'Deutsch' };

const STORED_AS = 'plenum:locale';
const listeners = new Set<() => void>();

let locale: Locale = baseLocale;

/** To be called once, in the browser, before anything is drawn. */
export function startLocale(): void {
  overwriteGetLocale(() => locale);
  locale = chosenLocale(readStored(STORED_AS), navigator.languages);
  show();
}

/** The first that we speak: the stored choice, then the browser's languages in their order, then English. */
export function chosenLocale(stored: string | null, preferred: readonly string[]): Locale {
  const wanted = [stored, ...preferred].map((tag) => tag?.split('-')[0]?.toLowerCase());
  return wanted.find((tag): tag is Locale => isLocale(tag)) ?? baseLocale;
}

export function getLocale(): Locale {
  return locale;
}

/** For `Intl`: the language on screen, in this person's region when the browser names one (en-GB, de-CH). */
export function getFormatLocale(): string {
  const regional = typeof navigator === 'undefined' ? [] : navigator.languages;
  return regional.find((tag) => tag === locale || tag.startsWith(`${locale}-`)) ?? locale;
}

export function setLocale(next: Locale): void {
  locale = next;
  writeStored(STORED_AS, next);
  show();
  for (const listener of listeners) listener();
}

export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, getLocale, () => baseLocale);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function show(): void {
  document.documentElement.lang = locale;
  document.documentElement.dir = getTextDirection(locale);
}
