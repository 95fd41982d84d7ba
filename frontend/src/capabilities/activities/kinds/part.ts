/** A part of a kind that is loaded when a page first draws it, so that a phone loads only the kinds that are asked. */
import { use } from 'react';

/** A chunk that did not come is asked for again: venue Wi-Fi. */
const RETRY_MS = [1_000, 2_000, 4_000, 8_000];

export interface Part<Value> {
  /** There already: then nothing waits. */
  readonly loaded?: Value;
  /** Always the same promise. Rejects when the network stays away, or when the file is gone after an update. */
  load(): Promise<Value>;
}

/** Comes with the page: for the kind that almost every event uses. */
export function loadedPart<Value>(value: Value): Part<Value> {
  const promise = Promise.resolve(value);
  return { loaded: value, load: () => promise };
}

export function lazyPart<Value>(load: () => Promise<Value>): Part<Value> {
  let promise: Promise<Value> | undefined;
  return {
    load() {
      promise ??= withRetries(load);
      return promise;
    },
  };
}

/** Suspends until it is there. Draw inside `KindBoundary`. */
export function usePart<Value>(part: Part<Value>): Value {
  return part.loaded ?? use(part.load());
}

async function withRetries<Value>(load: () => Promise<Value>): Promise<Value> {
  for (const waitMs of RETRY_MS) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  return load();
}
