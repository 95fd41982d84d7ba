/** Pictures that nobody described yet, wherever an activity holds them. Pure; whatever the kind. */
import type { ImageRef } from '@plenum/protocol';
import type { ShownActivity } from './host-order.ts';

export interface Undescribed {
  readonly count: number;
  /** Where the first of them is; `null` without any. */
  readonly activityId: string | null;
}

export function undescribedImages(show: readonly ShownActivity[]): Undescribed {
  const counts = show.map(({ id, activity: { image, settings } }) => ({
    id,
    count: [...imagesIn({ image, settings })].filter(({ alt = '' }) => alt.trim() === '').length,
  }));
  return {
    count: counts.reduce((sum, { count }) => sum + count, 0),
    activityId: counts.find(({ count }) => count > 0)?.id ?? null,
  };
}

/** Questions, options and surveys' parts all call it `image`. */
function* imagesIn(value: unknown): Generator<ImageRef> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'image' && inner !== null && inner !== undefined) yield inner as ImageRef;
    else yield* imagesIn(inner);
  }
}
