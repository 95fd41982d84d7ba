/** A part of a kind that is loaded when a page first draws it, so that a phone loads only the kinds that are asked. */
import { use, useEffect, useState } from 'react';
import { withRetries } from '#/lib/lazy-component.ts';

export interface Part<Value> {
  /** There already: then nothing waits. */
  readonly loaded?: Value;
  /** What has come by now; `undefined` until somebody loaded it. For rules that cannot wait. */
  readonly arrived: Value | undefined;
  /** Always the same promise. Rejects when the network stays away, or when the file is gone after an update. */
  load(): Promise<Value>;
}

/** Comes with the page: for the kind that almost every event uses. */
export function loadedPart<Value>(value: Value): Part<Value> {
  const promise = Promise.resolve(value);
  return { loaded: value, arrived: value, load: () => promise };
}

export function lazyPart<Value>(load: () => Promise<Value>): Part<Value> {
  let promise: Promise<Value> | undefined;
  let arrived: Value | undefined;
  return {
    get arrived() {
      return arrived;
    },
    load() {
      promise ??= withRetries(load).then((value) => {
        arrived = value;
        return value;
      });
      return promise;
    },
  };
}

/** Suspends until it is there. Draw inside `KindBoundary`. */
export function usePart<Value>(part: Part<Value>): Value {
  return part.loaded ?? use(part.load());
}

/** Without suspending: `undefined` until it is there. For what may come later than the rest. */
export function useLoadedPart<Value>(part: Part<Value> | undefined): Value | undefined {
  const [loaded, setLoaded] = useState<{ part: Part<Value>; value: Value } | null>(null);
  useEffect(() => {
    if (part === undefined || part.loaded !== undefined) return;
    let isOver = false;
    const keep = (value: Value) => void (isOver || setLoaded({ part, value }));
    // Whoever needs it says that it did not come.
    part.load().then(keep, () => {});
    return () => {
      isOver = true;
    };
  }, [part]);
  return part?.loaded ?? (loaded?.part === part ? loaded?.value : undefined);
}
