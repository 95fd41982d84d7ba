/** Pins while they are written: the picture, how many pins, areas to count by, and where is right. Pure. */
import type { ImageRef, PinArea, PinCorrect, PinSettings } from '@plenum/protocol';
import * as m from '#/paraglide/messages.js';
import type { DraftRules } from '../kind.ts';

export interface PinDraft {
  readonly image: ImageRef | null;
  readonly pins: number;
  readonly areas: readonly Readonly<PinArea>[];
  readonly right: PinCorrect | null;
}

export const PINS_MAX = 5;
export const AREAS_MAX = 10;
export const AREA_NAME_MAX = 40;
export const RADIUS = 120;
/** As the protocol has it for areas; a smaller one cannot be grasped. */
export const RADIUS_MIN = 10;
export const RADIUS_MAX = 500;

export const draft: DraftRules<PinDraft, PinSettings> = {
  empty: () => ({ image: null, pins: 1, areas: [], right: null }),
  of: ({ image, pins, areas }, correct) => ({
    image,
    pins,
    areas,
    right: (correct as PinCorrect | null | undefined) ?? null,
  }),
  problem: ({ areas }) => (areas.some(({ label }) => label.trim() === '') ? m.host_pin_area_unnamed() : null),
  settingsOf: ({ image, pins, areas }) => ({
    image,
    pins,
    areas: areas.map((area) => ({ ...area, label: area.label.trim() })),
  }),
  correctOf: ({ right }) => right,
};
