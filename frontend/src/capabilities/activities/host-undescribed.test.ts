import type { HostActivityEntity, ImageRef } from '@plenum/protocol';
import { expect, test } from 'vitest';
import { undescribedImages } from './host-undescribed.ts';

const image: ImageRef = { id: '0198a1b2-0000-7000-8000-000000000000', width: 4, height: 3 };
const described = { ...image, alt: 'A square with trees' };
const shown = (id: string, settings: unknown, own: { image?: ImageRef | null } = {}) => ({
  id,
  activity: { settings, ...own } as HostActivityEntity,
});

test('pictures without a description are counted on questions, options, maps and parts of a survey', () => {
  const show = [
    shown('texts', { options: [{ id: 'a', label: 'Bus' }] }, { image: null }),
    shown('question', {}, { image: described }),
    shown('options', { options: [{ image }, { image: described }, { image: { ...image, alt: ' ' } }] }),
    shown('map', { image, areas: [] }),
    shown('survey', { parts: [{ kind: 'single-choice', settings: { options: [{ image }] } }] }, { image }),
  ];
  expect(undescribedImages(show)).toEqual({ count: 5, activityId: 'options' });
});

test('without pictures there is nothing to say', () => {
  expect(undescribedImages([shown('texts', { options: [] })])).toEqual({ count: 0, activityId: null });
});
