import { afterEach, expect, test, vi } from 'vitest';
import { uploadImage } from './image-upload.ts';

class FakeRequest {
  static last: FakeRequest;
  readonly upload: { onprogress?: (event: { loaded: number }) => void } = {};
  readonly sentHeaders: Record<string, string> = {};
  status = 0;
  responseText = '';
  retryAfter: string | null = null;
  url = '';
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  onloadend?: () => void;
  constructor() {
    FakeRequest.last = this;
  }
  open(_method: string, url: string) {
    this.url = url;
  }
  setRequestHeader(name: string, value: string) {
    this.sentHeaders[name] = value;
  }
  getResponseHeader() {
    return this.retryAfter;
  }
  send() {}
  abort() {
    this.onabort?.();
    this.onloadend?.();
  }
  answer(status: number, body: unknown, retryAfter: string | null = null) {
    Object.assign(this, { status, responseText: JSON.stringify(body), retryAfter });
    this.onload?.();
    this.onloadend?.();
  }
}
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function upload() {
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  const abort = new AbortController();
  const onProgress = vi.fn();
  const done = uploadImage('e1', new Blob(['x']), 'image/png', { onProgress, signal: abort.signal });
  return { done, abort, onProgress, request: FakeRequest.last };
}

test('the bytes go with their own type, and progress is told on the way', async () => {
  const { done, request, onProgress } = upload();
  expect(request.url).toBe('/v1/events/e1/images');
  expect(request.sentHeaders['content-type']).toBe('image/png');
  request.upload.onprogress?.({ loaded: 7 });
  expect(onProgress).toHaveBeenCalledWith(7);
  const image = { id: 'i1', url: '/v1/images/i1', width: 4, height: 3, bytes: 9 };
  request.answer(201, image);
  expect(await done).toEqual(image);
});

test('a refusal carries the code of the server and when to come back', async () => {
  const { done, request } = upload();
  request.answer(503, { code: 'overloaded' }, '4');
  await expect(done).rejects.toMatchObject({ code: 'overloaded', retryAfterMs: 4_000, isTemporary: true });
});

test('a page of somebody else in between decides nothing', async () => {
  const { done, request } = upload();
  request.answer(200, '<html>Welcome to the hotel</html>');
  await expect(done).rejects.toMatchObject({ code: 'answer_unreadable', isTemporary: true });
});

test('a minute of silence ends it, cancelling ends it at once', async () => {
  vi.useFakeTimers();
  const silent = upload();
  const timedOut = expect(silent.done).rejects.toMatchObject({ code: 'timed_out' });
  await vi.advanceTimersByTimeAsync(60_000);
  await timedOut;
  const cancelled = upload();
  cancelled.abort.abort();
  await expect(cancelled.done).rejects.toMatchObject({ code: 'cancelled' });
});
