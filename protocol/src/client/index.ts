/** The wall of the reference client: follow an event, act in it, without a framework or a schema library. */
export * from '../event-code.ts';
export {
  type Act,
  type ActState,
  type Acts,
  type Held,
  isUnsent,
  type OwnAnswer,
  ownAnswer,
  type WaitReason,
} from './acts.ts';
export * from './api.ts';
export {
  applyAnswer,
  type Entities,
  emptyFeed,
  type FeedState,
} from './apply.ts';
export * from './entities.ts';
export { defaultEnvironment, type Environment } from './environment.ts';
export { FeedLoop, type FeedLoopOptions } from './feed-loop.ts';
export type { Health, Phase, Trouble } from './health.ts';
export * from './ids.ts';
export { nextDelayMs, resetDelayMs, retryDelayMs } from './next-delay.ts';
export {
  type Outbox,
  type OutboxOptions,
  type OutboxState,
  openOutbox,
} from './outbox.ts';
export * from './responses.ts';
export { sameJson } from './same-json.ts';
export * from './server-clock.ts';
export * from './storage.ts';
export * from './upvotes.ts';
