/** Components whose code comes when they are first drawn: asked for again when it did not come, because venue Wi-Fi drops it. */
import { type ComponentType, lazy } from 'react';

const RETRY_MS = [1_000, 2_000, 4_000, 8_000];

/** @throws what the last try threw: the network stays away, or the file is gone after an update. */
export async function withRetries<Value>(load: () => Promise<Value>): Promise<Value> {
  for (const waitMs of RETRY_MS) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  return load();
}

/** As React's `lazy`, given the component itself. Draw inside a boundary that knows what to say when it never comes. */
// biome-ignore lint/suspicious/noExplicitAny: any component there is.
export function lazyComponent<Component extends ComponentType<any>>(load: () => Promise<Component>) {
  return lazy(async () => ({ default: await withRetries(load) }));
}
