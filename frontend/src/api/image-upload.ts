/**
 * Sends a host's picture. The one request that is not `fetch`: only XMLHttpRequest tells how far an upload has come.
 */
import type { Image } from '@plenum/protocol';
import { ApiError } from '@plenum/protocol/client';
import { baseUrl } from './client.ts';

/** Nothing moved for so long: the network is gone, whatever the browser thinks. The server itself gives up after 50 s. */
const SILENCE_MS = 60_000;

export interface UploadOptions {
  /** Bytes that left this device, again and again. */
  onProgress(sentBytes: number): void;
  readonly signal: AbortSignal;
}

/**
 * @returns the picture as it will be served. The same bytes again are the same image.
 * @throws {ApiError} the server's code, `network_failed`, `timed_out`, or `cancelled` by the signal.
 */
export function uploadImage(
  eventId: string,
  file: Blob,
  type: string,
  { onProgress, signal }: UploadOptions,
): Promise<Image> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (code: string, status = 0, retryAfterMs: number | null = null) =>
      reject(new ApiError(status, code, { retryAfterMs }));
    let silence: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        fail('timed_out');
        request.abort();
      }, SILENCE_MS);
    };
    const cancel = () => request.abort();

    request.open('POST', `${baseUrl}/v1/events/${eventId}/images`);
    request.responseType = 'text';
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', type);
    request.upload.onprogress = ({ loaded }) => {
      alive();
      onProgress(loaded);
    };
    request.onload = () => {
      const answer = parse(request.responseText);
      if (request.status === 201 && answer !== null) return resolve(answer as unknown as Image);
      const seconds = Number(request.getResponseHeader('retry-after'));
      fail(
        typeof answer?.code === 'string' ? answer.code : 'answer_unreadable',
        request.status,
        seconds > 0 ? seconds * 1_000 : null,
      );
    };
    request.onerror = () => fail('network_failed');
    request.onabort = () => fail('cancelled');
    request.onloadend = () => {
      clearTimeout(silence);
      signal.removeEventListener('abort', cancel);
    };
    if (signal.aborted) return fail('cancelled');
    signal.addEventListener('abort', cancel);
    alive();
    request.send(file);
  });
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' ? (answer as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}
