/** The wall of the feed engine. */
export { formatPosition, type Position, parsePosition } from './cursor.ts';
export { type Answer, createFeed, type Feed, FeedAwayError, type View } from './feed.ts';
export { append, createPostgresStore } from './postgres-store.ts';
export type { Change, FeedStore, Head, Row, Sql } from './store.ts';
