/**
 * What a capability is and what it is given. `app.ts` composes them; they never import each other. What two of them share
 * happens in the database (functions named by prefix) or is passed in here.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { Config } from '#/config.ts';
import type { Act } from '#/db/acts.ts';
import type { Database } from '#/db/client.ts';
import type { Feed } from '#/feed/index.ts';
import type { Flush } from '#/flush/index.ts';
import type { FailureLimit } from '#/http/failure-limit.ts';
import type { Buckets } from '#/http/limits.ts';
import type { Viewers } from '#/http/viewer.ts';

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export interface Deps {
  readonly config: Config;
  readonly database: Database;
  /** One act on an event, in one call. */
  readonly act: Act;
  readonly feed: Feed;
  readonly flush: Flush;
  readonly viewers: Viewers;
  /** Brakes those who guess codes and passcodes. */
  readonly failures: FailureLimit;
  /** Brakes per token, and per address for minting tokens (S4). */
  readonly limits: Readonly<Record<'participantWrites' | 'hostRequests' | 'minting', Buckets>>;
}

/** One field of `/me`: a scalar SQL expression over `e` (event), $1 (event id) and $2 (participant id). */
export interface MeField {
  readonly name: string;
  readonly sql: string;
}

export interface Capability {
  readonly name: string;
  /** Registers its routes below `/v1`. */
  routes(app: App, deps: Deps): void;
  /** It has `<name>_flush_rows` and `<name>_flush_effects` in the database. */
  readonly ridesFlush?: boolean;
  /** SQL functions `(event, version)` that belong to an act on the event. */
  readonly onEventStarted?: string;
  readonly onEventEnded?: string;
  readonly onEventReset?: string;
  /** SQL functions that belong to removing a participant and taking them back: `(event, participant)` locks rows before the head, `(event, version, participant)`. */
  readonly lockParticipantRows?: string;
  readonly onParticipantRemoved?: string;
  readonly onParticipantRestored?: string;
  /** SQL functions that belong to changing the teams: `(event)` locks rows before the head, `(event, version)`. */
  readonly onTeamsChanging?: string;
  readonly onTeamsChanged?: string;
  /** SQL functions `(event) → boolean`, about the event's run now: whether anybody answered, whether anybody has points. */
  readonly hasAnswers?: string;
  readonly hasPoints?: string;
  readonly me?: readonly MeField[];
}
