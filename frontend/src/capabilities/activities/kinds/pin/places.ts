/**
 * Where pins lie and what that means. Stored in thousandths from the left and from the top, read as percent. Pure.
 * Which area a pin lies in is decided as the server decides it: by distance in the picture's own proportions.
 */
import type { ImageRef, PinAnswer, PinCorrect, PinSettings, ResultEntity } from '@plenum/protocol';
import { formatPercent } from '#/lib/format.ts';
import { percentages } from '#/lib/percent.ts';
import * as m from '#/paraglide/messages.js';
import { PERCENT_FROM_RESPONSES } from '../../parts/result-bars.tsx';

export const FULL = 1_000;
/** As the protocol's PIN_GRID; its schemas stay off phones. */
const GRID = 40;
/** Above, a dot is a cell and not a person. */
const DOTS_MAX = 300;
/** Times one person's dot: the fullest cell, and the least that is still seen. */
const CELL_MAX = 2.6;
const CELL_MIN = 0.4;

export type Point = PinAnswer['pins'][number];

export interface Circle extends Point {
  /** Thousandths of the picture's width. */
  readonly radius: number;
}

export function toPercent(stored: number): number {
  return Math.round(stored / 10);
}

/** "34%" */
export function readAlong(stored: number): string {
  return formatPercent(toPercent(stored), 0);
}

/** "34% from the left, 51% from the top" */
export function readPoint({ x, y }: Point): string {
  return m.pin_at({ x: readAlong(x), y: readAlong(y) });
}

export function kept(stored: number): number {
  return Math.min(FULL, Math.max(0, Math.round(stored)));
}

/** Height by width; an empty field is a square. */
export function downOf(image: ImageRef | null): number {
  return image === null ? 1 : image.height / image.width;
}

export function isWithin(image: ImageRef | null, circle: Circle, point: Point): boolean {
  return distanceOf(image, circle, point) <= circle.radius;
}

function distanceOf(image: ImageRef | null, one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, (one.y - other.y) * downOf(image));
}

/** '' for none. Of several the one whose middle is nearest, then the first by id. */
export function areaIdOf({ image, areas }: PinSettings, point: Point): string {
  const [nearest] = areas
    .map((area) => ({ id: area.id, radius: area.radius, distance: distanceOf(image, area, point) }))
    .filter(({ radius, distance }) => distance <= radius)
    .sort((one, other) => one.distance - other.distance || (one.id < other.id ? -1 : 1));
  return nearest?.id ?? '';
}

export function isRight(
  { image }: PinSettings,
  correct: PinCorrect | null | undefined,
  answer: PinAnswer | null,
): boolean {
  if (correct == null || answer === null) return false;
  return answer.pins.every((point) => isWithin(image, correct, point));
}

export interface AreaShare {
  /** '' for elsewhere. */
  readonly id: string;
  readonly label: string;
  /** `null`: so few that the result does not name them. */
  readonly count: number | null;
  /** Of all pins, whole. `null` under five answers. */
  readonly percent: number | null;
}

/** Elsewhere is always last. Without areas there is nothing to tell. */
export function sharesOf({ areas }: PinSettings, result: ResultEntity): AreaShare[] {
  if (areas.length === 0) return [];
  const rows = [...areas.map(({ id, label }) => ({ id, label })), { id: '', label: m.pin_elsewhere() }];
  const isCut = (result.other ?? 0) > 0;
  const counts = rows.map(({ id }) => result.counts[`in/${id}`]);
  const percents = percentages(counts.map((count) => count ?? 0));
  const shares = rows.map((row, index) => ({
    ...row,
    count: counts[index] ?? (isCut ? null : 0),
    percent: result.responses < PERCENT_FROM_RESPONSES ? null : (percents[index] ?? 0),
  }));
  if (!result.final) return shares;
  return shares.sort(
    (one, other) => Number(one.id === '') - Number(other.id === '') || (other.count ?? 0) - (one.count ?? 0),
  );
}

export interface PinDot {
  readonly key: string;
  /** 0 … 1 */
  readonly x: number;
  readonly y: number;
  /** Times the diameter of one person's dot. */
  readonly size: number;
}

export interface PinDots {
  readonly dots: readonly PinDot[];
  /** A dot is a cell of the grid: its area says how many. */
  readonly areCells: boolean;
  /** Pins that the result counts and does not place. */
  readonly hidden: number;
}

/** What the grid of counts looks like: one dot per pin, scattered within its cell, the same on every screen. */
export function dotsOf({ counts, other = 0, grid = '' }: ResultEntity): PinDots {
  const named = Object.entries(counts).flatMap(([bucket, count]) => {
    const at = /^at\/(\d+)-(\d+)$/.exec(bucket);
    return at === null ? [] : [{ bucket, count, column: Number(at[1]), row: Number(at[2]) }];
  });
  // Too many cells to name them all: the grid has every one; of the fullest the counts know more than its last letter says.
  const unnamed = [...grid].flatMap((digit, n) => {
    const [column, row] = [n % GRID, Math.floor(n / GRID)];
    const bucket = `at/${column}-${row}`;
    return digit === '0' || bucket in counts
      ? []
      : [{ bucket, count: Number.parseInt(digit, 36), column, row }];
  });
  const cells = [...named, ...unnamed];
  const shown = cells.reduce((sum, { count }) => sum + count, 0);
  const areCells = shown > DOTS_MAX;
  const most = Math.max(1, ...cells.map(({ count }) => count));
  const dots = cells.flatMap(({ bucket, count, column, row }) => {
    const [x, y] = [(column + 0.5) / GRID, (row + 0.5) / GRID];
    if (areCells)
      return [{ key: bucket, x, y, size: Math.max(CELL_MIN, CELL_MAX * Math.sqrt(count / most)) }];
    return Array.from({ length: count }, (_, index) => ({
      key: `${bucket}-${index}`,
      ...scattered(x, y, column * GRID + row, index),
      size: 1,
    }));
  });
  // What is not shown by place may be a count of an area: those are few and large, so places it is.
  return { dots, areCells, hidden: grid === '' ? other : 0 };
}

/** A turn by the golden angle puts each next one where there is room. */
function scattered(x: number, y: number, seed: number, index: number): { x: number; y: number } {
  const angle = (seed * 7 + index) * 2.4;
  const reach = ((0.25 + 0.75 * Math.sqrt((index + 0.5) / (index + 3))) * 0.5) / GRID;
  return { x: x + Math.cos(angle) * reach, y: y + Math.sin(angle) * reach };
}
