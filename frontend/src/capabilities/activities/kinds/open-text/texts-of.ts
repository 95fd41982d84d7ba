/** Texts as lists: what stands where, in which order, and what is wrong with one being written. Pure. */
import type { EntryEntity, OwnEntry } from '@plenum/protocol';
import { entitiesOf, type FeedState } from '@plenum/protocol/client';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { countGraphemes } from '../../parts/graphemes.ts';
import type { SaveState } from '../../parts/save-status.tsx';

export interface Text extends EntryEntity {
  readonly id: string;
}
export type Order = 'top' | 'newest';

export function cleanText(typed: string): string {
  return typed.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Why this cannot be one of the texts, as a sentence; `null` = it can. */
export function textProblem(typed: string, texts: readonly string[], lengthMax: number): string | null {
  const text = cleanText(typed);
  const length = countGraphemes(text);
  if (length > lengthMax) {
    return m.words_too_long({ count: formatCount(length), length: formatCount(lengthMax) });
  }
  return texts.includes(text) ? m.texts_same() : null;
}

/** Of one activity, or of one part of a survey. */
export function textsIn(feed: FeedState, activityId: string, part: string): Text[] {
  return [...entitiesOf(feed, 'entry')]
    .filter(([, entry]) => entry.activityId === activityId && entry.part === part)
    .map(([id, entry]) => ({ id, ...entry }));
}

/** Most upvotes first, of equal ones the newer; or simply the newest first. */
export function ordered<Item extends Text>(
  texts: readonly Item[],
  order: Order,
  scoreOf: (id: string) => number,
): Item[] {
  return texts.toSorted(
    (one, two) =>
      (order === 'top' ? scoreOf(two.id) - scoreOf(one.id) : 0) ||
      two.createdAt - one.createdAt ||
      (one.id < two.id ? -1 : 1),
  );
}

/**
 * The order as it was, so that nothing moves under a finger: what is gone leaves, what is new comes where it cannot push
 * the rest down (behind; in front only where the newest stand first).
 */
export function keptOrder(before: readonly string[], now: readonly string[], order: Order): string[] {
  const kept = before.filter((id) => now.includes(id));
  const fresh = now.filter((id) => !kept.includes(id));
  return order === 'newest' ? [...fresh, ...kept] : [...kept, ...fresh];
}

/** Where one of my texts is. */
export type TextState = SaveState | 'pending' | 'live' | 'approved' | 'dismissed' | 'not-counted';

/**
 * @param stored   The texts the server is known to store.
 * @param save     Of the whole answer.
 * @param entry    What `/me` knows of this text.
 * @param isShown  It stands in the room's list.
 */
export function textState(
  text: string,
  stored: readonly string[],
  save: SaveState,
  entry: OwnEntry | undefined,
  isShown: boolean,
): TextState {
  if (!stored.includes(text)) return save;
  if (isShown) return 'live';
  if (entry?.status === 'pending' || entry?.status === 'dismissed') return entry.status;
  return entry === undefined ? 'saved' : 'approved';
}
