/**
 * Brings topics into memory that nobody asked for lately. Ids are asked after together, one question at a time: however many made-up
 * ids strangers send, the store sees one query; and only topics that exist are read.
 */
import { FeedAwayError } from './answer.ts';

/** First visits that wait; beyond it they are told to come again. Each costs a few hundred bytes. */
const WAITING_MAX = 5_000;

export interface ColdOptions<Topic> {
  /** Which of these exist. */
  exist(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Reads one and puts it into memory; `null` when it is gone after all. */
  read(id: string): Promise<Topic | null>;
  /** Shares the store with everybody else who reads. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** @returns loads one topic, once for all who ask at the same time. @throws {FeedAwayError} when too many wait. */
export function createColdLoader<Topic>({ exist, read, inTurn }: ColdOptions<Topic>) {
  const loading = new Map<string, Promise<Topic | null>>();
  let next: { ids: string[]; found: Promise<ReadonlySet<string>> } | null = null;
  let asking: Promise<unknown> = Promise.resolve();

  /** Joins the question that is asked after the one on its way. */
  function exists(id: string): Promise<boolean> {
    if (!next) {
      const ids: string[] = [];
      const found = asking.then(() => {
        next = null;
        return exist(ids);
      });
      asking = found.catch(() => {});
      next = { ids, found };
    }
    next.ids.push(id);
    return next.found.then((found) => found.has(id));
  }

  return (id: string): Promise<Topic | null> => {
    let pending = loading.get(id);
    if (!pending) {
      if (loading.size >= WAITING_MAX) return Promise.reject(new FeedAwayError('too many first visits'));
      pending = exists(id)
        .then((found) => (found ? inTurn(() => read(id)) : null))
        .finally(() => loading.delete(id));
      loading.set(id, pending);
    }
    return pending;
  };
}
