import type { Image } from '@plenum/protocol';
import { ApiError } from '@plenum/protocol/client';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { UploadOptions } from '#/api/image-upload.ts';
import { type DraftOption, writtenOptions } from './host-option-drafts.ts';
import { withFiles } from './host-option-images.tsx';
import { OptionsField } from './host-options-field.tsx';
import { ImageField } from './image-field.tsx';
import { megabytes, problemOf } from './image-uploads.tsx';

interface Sent {
  readonly eventId: string;
  readonly file: File;
  readonly type: string;
  readonly options: UploadOptions;
  succeed(image: Image): void;
  fail(error: ApiError): void;
}
const sent = vi.hoisted(() => [] as Sent[]);
vi.mock('#/live/live-event.tsx', () => ({ useLiveContext: () => ({ eventId: 'e1' }) }));
vi.mock('#/api/image-upload.ts', () => ({
  uploadImage: (eventId: string, file: File, type: string, options: UploadOptions) =>
    new Promise<Image>((succeed, fail) => sent.push({ eventId, file, type, options, succeed, fail })),
}));

beforeEach(() => {
  vi.useFakeTimers();
  sent.length = 0;
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const MB = 1024 * 1024;
function aFile(name = 'square.jpg', type = 'image/jpeg', size = 3 * MB): File {
  const file = new File(['x'], name, { type });
  Object.defineProperty(file, 'size', { value: size });
  return file;
}
const stored = (id: string): Image => ({ id, url: `/v1/images/${id}`, width: 1_200, height: 800, bytes: 9 });
const run = (step: () => void) => act(async () => step());

let options: readonly DraftOption[] = [];
function Options({ labels }: { labels: readonly string[] }) {
  const [own, set] = useState<readonly DraftOption[]>(
    labels.map((label, index) => ({ id: `o${index}`, label })),
  );
  options = own;
  return <OptionsField options={own} onChange={set} locked="no" mayHaveImages />;
}
const choose = (label: string, ...files: File[]) =>
  run(() => fireEvent.change(screen.getByLabelText(label), { target: { files } }));

test('a chosen picture goes to its option, with its size on the way and its place known after', async () => {
  render(<Options labels={['Trees', 'Stone']} />);
  fireEvent.click(screen.getByRole('button', { name: 'Pictures' }));
  await choose('Add a picture to option B', aFile());
  expect(sent[0]).toMatchObject({ eventId: 'e1', type: 'image/jpeg' });
  await vi.advanceTimersByTimeAsync(1_000);
  await run(() => sent[0]?.options.onProgress(2 * MB));
  expect(screen.getByText('66%')).toBeTruthy();
  expect(screen.getByText('2.0 of 3.0 MB, 1 s left')).toBeTruthy();
  await run(() => sent[0]?.succeed(stored('i1')));
  expect(writtenOptions(options)[1]).toEqual({
    id: 'o1',
    label: 'Stone',
    image: { id: 'i1', width: 1_200, height: 800 },
  });
  expect(screen.getByText('Describe it, so that everyone can answer.')).toBeTruthy();
});

test('two pictures at once lose neither, whichever comes first', async () => {
  render(<Options labels={['', '']} />);
  fireEvent.click(screen.getByRole('button', { name: 'Pictures' }));
  await choose(
    'choose files',
    aFile('trees.jpg'),
    aFile('open stone.png', 'image/png'),
    aFile('lamps.webp', 'image/webp'),
  );
  expect(options.map(({ label }) => label)).toEqual(['trees', 'open stone', 'lamps']);
  for (const index of [2, 0, 1]) await run(() => sent[index]?.succeed(stored(`i${index}`)));
  expect(options.map(({ image }) => image?.id)).toEqual(['i0', 'i1', 'i2']);
});

test('the description is written in place and goes with its picture', async () => {
  render(<Options labels={['Trees', 'Stone']} />);
  fireEvent.click(screen.getByRole('button', { name: 'Pictures' }));
  await choose('Add a picture to option A', aFile());
  await run(() => sent[0]?.succeed(stored('i1')));
  fireEvent.click(screen.getByRole('button', { name: /^Describe/ }));
  fireEvent.change(screen.getByLabelText('For people who cannot see it'), { target: { value: 'Six trees' } });
  fireEvent.blur(screen.getByLabelText('For people who cannot see it'));
  expect(options[0]?.image).toEqual({ id: 'i1', width: 1_200, height: 800, alt: 'Six trees' });
  fireEvent.click(screen.getByRole('button', { name: 'Remove the picture of option A' }));
  expect(options[0]).toEqual({ id: 'o0', label: 'Trees' });
});

function Single({ onChange }: { onChange: (id: string | null) => void }) {
  return <ImageField label="Picture" image={null} onChange={(image) => onChange(image?.id ?? null)} />;
}

test('without a network the upload waits, says so, and goes on by itself', async () => {
  const changed = vi.fn();
  render(<Single onChange={changed} />);
  await choose('choose a file', aFile());
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  await run(() => sent[0]?.fail(new ApiError(0, 'network_failed')));
  expect(screen.getByText('Uploads wait for the network.')).toBeTruthy();
  await run(() => window.dispatchEvent(new Event('online')));
  expect(sent).toHaveLength(2);
  await run(() => sent[1]?.succeed(stored('i2')));
  expect(changed).toHaveBeenCalledWith('i2');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(2);
});

test('what the server refuses says why, and another picture can be chosen at once', async () => {
  render(<Single onChange={() => {}} />);
  await choose('choose a file', aFile());
  await run(() => sent[0]?.fail(new ApiError(400, 'image_unreadable')));
  expect(screen.getByText('This file is damaged or is no picture. Save it as JPG or PNG.')).toBeTruthy();
  await choose('Choose another', aFile());
  expect(sent).toHaveLength(2);
});

test('Cancel ends the request, and what comes after it changes nothing', async () => {
  const changed = vi.fn();
  render(<Single onChange={changed} />);
  await choose('choose a file', aFile());
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(sent[0]?.options.signal.aborted).toBe(true);
  await run(() => sent[0]?.succeed(stored('i1')));
  expect(changed).not.toHaveBeenCalled();
  expect(screen.getByLabelText('choose a file')).toBeTruthy();
});

test('what cannot be a picture is refused before anything is sent', async () => {
  render(<Single onChange={() => {}} />);
  await choose('choose a file', aFile('plan-final.tif', 'image/tiff'));
  expect(screen.getByText('TIF pictures do not open on phones. Save it as JPG or PNG.')).toBeTruthy();
  expect(sent).toHaveLength(0);
  expect(problemOf(aFile('big.png', 'image/png', 5 * MB))).toBeNull();
  expect(problemOf(aFile('big.png', 'image/png', 7.3 * MB))).toBe(
    'This picture is 7.3 MB. 5 MB is the most.',
  );
  expect(problemOf(aFile('notes.pdf', 'application/pdf'))).toMatch(/no picture/);
  // Some systems know no types.
  expect(problemOf(aFile('SQUARE.JPG', ''))).toBeNull();
});

test('one picture, one option: free ones first, then new ones, up to the most there can be', () => {
  const image = { id: 'i', width: 1, height: 1 };
  const rows = [
    { id: 'a', label: 'Trees', image },
    { id: 'b', label: 'Stone' },
  ];
  const files = [{ name: 'one.jpg' }, { name: 'two.jpg' }, { name: 'three.jpg' }];
  const next = withFiles(rows, files, { of: () => undefined }, 3);
  expect(next.options.map(({ label }) => label)).toEqual(['Trees', 'Stone', 'two']);
  expect(next.files.map(([id]) => id)).toEqual(['b', next.options[2]?.id]);
});

test('sizes have one decimal', () => {
  expect([10, 1.94 * MB, 5 * MB].map(megabytes)).toEqual(['0.1', '1.9', '5.0']);
});
