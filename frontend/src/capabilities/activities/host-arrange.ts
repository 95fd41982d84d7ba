/**
 * The order of the run of show and its headings. Pure: each change gives the whole new run of show, which is sent as one.
 * What is open or done keeps its place: only what is ready moves, among the places of what is ready.
 */
import type { ArrangeActivities } from '@plenum/protocol';
import type { ShownActivity } from './host-order.ts';

export type Show = readonly ShownActivity[];
export type Places = ArrangeActivities['items'];

export function isMovable({ activity }: ShownActivity): boolean {
  return activity.state === 'ready';
}

/** As the server takes it. */
export function placesOf(show: Show): Places {
  return show.map(({ id, activity }) => ({ id, section: activity.section }));
}

/** `show` in the order and with the headings of `places`; what those do not know stands behind. */
export function arranged(show: Show, places: Places): ShownActivity[] {
  const known = new Map(places.map(({ id, section }, index) => [id, { section: section ?? null, index }]));
  return show
    .map((shown) => {
      const place = known.get(shown.id);
      return place === undefined ? shown : inSection(shown, place.section);
    })
    .sort((one, two) => (known.get(one.id)?.index ?? Infinity) - (known.get(two.id)?.index ?? Infinity) || 0);
}

export function isSameArrangement(one: Show, two: Show): boolean {
  return (
    one.length === two.length &&
    one.every(({ id, activity }, index) => {
      const other = two[index];
      return other !== undefined && other.id === id && other.activity.section === activity.section;
    })
  );
}

/** Moved to the place (from 0) nearest to `place` where it may stand; `show` itself when that is where it is. */
export function movedTo(show: Show, id: string, place: number): Show {
  const slots = show.flatMap((shown, index) => (isMovable(shown) ? [index] : []));
  const from = slots.findIndex((index) => show[index]?.id === id);
  if (from === -1) return show;
  const to = nearest(slots, place);
  if (to === from) return show;
  const movables = slots.flatMap((index) => show[index] ?? []);
  const [moved] = movables.splice(from, 1);
  if (moved === undefined) return show;
  movables.splice(to, 0, moved);
  const next = [...show];
  slots.forEach((slot, index) => {
    const shown = movables[index];
    if (shown !== undefined) next[slot] = shown;
  });
  return withNeighboursSection(next, id);
}

/** One place up or down among those that move; `show` itself at the end. */
export function movedBy(show: Show, id: string, by: -1 | 1): Show {
  const index = show.findIndex((shown) => shown.id === id);
  const before = show.slice(0, index).findLastIndex(isMovable);
  const after = show.findIndex((shown, at) => at > index && isMovable(shown));
  const target = by === -1 ? before : after;
  return target === -1 ? show : movedTo(show, id, target);
}

function nearest(slots: readonly number[], place: number): number {
  let best = 0;
  slots.forEach((slot, index) => {
    if (Math.abs(slot - place) < Math.abs((slots[best] ?? 0) - place)) best = index;
  });
  return best;
}

/** Whoever moves between two of one heading is under it; at a border it keeps its own where that is there, else goes with the one above. */
function withNeighboursSection(show: Show, id: string): ShownActivity[] {
  const index = show.findIndex((shown) => shown.id === id);
  const own = show[index]?.activity.section ?? null;
  const around = [show[index - 1], show[index + 1]].flatMap((shown) =>
    shown ? [shown.activity.section] : [],
  );
  const section = around.length === 0 || around.includes(own) ? own : (around[0] ?? null);
  return show.map((shown) => (shown.id === id ? inSection(shown, section) : shown));
}

/* Headings. */

export interface Section {
  /** `null`: below no heading. */
  readonly name: string | null;
  readonly items: readonly ShownActivity[];
}

/** Neighbours with the same heading stand together. */
export function sectionsOf(show: Show): Section[] {
  const sections: { name: string | null; items: ShownActivity[] }[] = [];
  for (const shown of show) {
    const last = sections.at(-1);
    if (last !== undefined && last.name === shown.activity.section) last.items.push(shown);
    else sections.push({ name: shown.activity.section, items: [shown] });
  }
  return sections;
}

/** A heading above `id`, for it and for what follows up to the next heading. */
export function headed(show: Show, id: string, name: string): Show {
  return changed(show, (section) => {
    const at = section.items.findIndex((shown) => shown.id === id);
    if (at === -1) return [section];
    return [
      { name: section.name, items: section.items.slice(0, at) },
      { name, items: section.items.slice(at) },
    ];
  });
}

/** Another name for the heading above `firstId`; `null` takes it away, and what was below it goes to the one above. */
export function renamed(show: Show, firstId: string, name: string | null): Show {
  let above: string | null = null;
  return changed(show, (section) => {
    const next = section.items[0]?.id === firstId ? { ...section, name: name ?? above } : section;
    above = section.name;
    return [next];
  });
}

/** The heading above `firstId` with all below it, one heading up or down; `null` where something of both has been opened. */
export function sectionMoved(show: Show, firstId: string, by: -1 | 1): Show | null {
  const sections = sectionsOf(show);
  const at = sections.findIndex(({ items }) => items[0]?.id === firstId);
  const [one, two] = [sections[at], sections[at + by]];
  if (one === undefined || two === undefined || two.name === null) return null;
  if (![...one.items, ...two.items].every(isMovable)) return null;
  sections[at] = two;
  sections[at + by] = one;
  return sections.flatMap(({ items }) => items);
}

function changed(show: Show, change: (section: Section) => readonly Section[]): Show {
  return sectionsOf(show)
    .flatMap(change)
    .flatMap(({ name, items }) => items.map((shown) => inSection(shown, name)));
}

function inSection(shown: ShownActivity, section: string | null): ShownActivity {
  if (shown.activity.section === section) return shown;
  return { ...shown, activity: { ...shown.activity, section } };
}
