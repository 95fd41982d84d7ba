/** The wall of the protocol: what both sides agree on. */
export * from './activities.ts';
export * from './common.ts';
export * from './cursor.ts';
export * from './entries.ts';
export * from './error.ts';
export * from './event-code.ts';
export * from './events.ts';
export * from './export.ts';
export * from './feed.ts';
export * from './images.ts';
export * from './kinds/index.ts';
export * from './participants.ts';
export * from './quiz.ts';
export * from './version.ts';
