/** The wall of the feed engine. */
export { type Answer, type Echo, FeedAwayError, type View } from './answer.ts';
export { formatPosition, type Position, parsePosition } from './cursor.ts';
export { createFeed, type Feed } from './feed.ts';
export { append, createPostgresStore } from './postgres-store.ts';
export type { Change, Commit, FeedStore, Head, Row, Sql } from './store.ts';
