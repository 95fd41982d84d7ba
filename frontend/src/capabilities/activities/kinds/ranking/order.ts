/** An order while it is made: moving one, putting one on the list, taking one off. Pure. */
import type { RankingAnswer, RankingSettings } from '@plenum/protocol';

/** Everything is put in order: it starts as the host wrote it. Else one's own list starts empty. */
export function isWhole({ options, places }: RankingSettings): boolean {
  return places >= options.length;
}

/** What the list shows: what was put in order, else where one starts. */
export function orderOf(settings: RankingSettings, answer: RankingAnswer | null): readonly string[] {
  if (answer !== null) return answer.order;
  return isWhole(settings) ? settings.options.map(({ id }) => id) : [];
}

/** Whether this order can still be made: options may have changed while it lay on the phone. */
export function fitsOrder({ options, places }: RankingSettings, { order }: RankingAnswer): boolean {
  const isKnown = order.every((id) => options.some((option) => option.id === id));
  return isKnown && order.length <= places && (order.length === places || places < options.length);
}

/** `order` with one of it at another place, counted from 0. */
export function placed(order: readonly string[], id: string, place: number): string[] {
  const others = order.filter((other) => other !== id);
  return [...others.slice(0, place), id, ...others.slice(place)];
}

/** `order` without this one. */
export function without(order: readonly string[], id: string): string[] {
  return order.filter((other) => other !== id);
}
