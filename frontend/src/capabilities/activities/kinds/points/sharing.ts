/** Sharing points out: what is left, how far a step goes, the rest in equal parts. Pure. */
import type { PointsAnswer, PointsSettings } from '@plenum/protocol';

export type Points = PointsAnswer['points'];

/** Below zero: too many. */
export function pointsLeft({ total }: PointsSettings, points: Points): number {
  return total - Object.values(points).reduce((sum, given) => sum + given, 0);
}

/** Fives where they come out even; ones for few points or many options. */
export function stepOf({ options, total }: PointsSettings): number {
  return options.length <= 8 && total >= 50 && total % 5 === 0 ? 5 : 1;
}

/** With `value` points for one option. What is given nothing is not in it, so that equal answers are equal. */
export function withPoints(points: Points, id: string, value: number): Points {
  const { [id]: _before, ...others } = points;
  return value === 0 ? others : { ...others, [id]: value };
}

/** The rest over the options that have nothing, whole points each; the first ones get the remainder. */
export function withRest(settings: PointsSettings, points: Points): Points {
  const untouched = untouchedOf(settings, points);
  const left = pointsLeft(settings, points);
  if (left <= 0 || untouched.length === 0) return points;
  const each = Math.floor(left / untouched.length);
  return untouched.reduce(
    (shared, id, index) => withPoints(shared, id, each + (index < left % untouched.length ? 1 : 0)),
    points,
  );
}

export function untouchedOf({ options }: PointsSettings, points: Points): string[] {
  return options.map(({ id }) => id).filter((id) => !points[id]);
}
