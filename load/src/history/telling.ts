/** Tells small histories for tests: each word adds one line, 10 ms after the last. */
import type { Entity, ErrorCode, ResetReason, ResponseStatus } from '@plenum/protocol';
import { type Activity, DROPPED, type Exchange, type FeedName, type Line, type Truth } from './line.ts';
import type { HostVerb } from './story.ts';

export const EVENT = 'event';
const STEP_MS = 10;

export const aResult = (
  activity: string,
  counts: Record<string, number>,
  final = false,
  responses = Object.values(counts).reduce((sum, count) => sum + count, 0),
): Entity => ['result', activity, { counts, final, responses }];

export interface VoteTold {
  readonly process?: number;
  readonly status?: ResponseStatus;
  /** What the acknowledgement says is stored, where that is not what was sent. */
  readonly stored?: { seq: number; option: string | null };
}

export function tell() {
  const lines: Line[] = [{ is: 'room', eventId: EVENT }];
  let nowMs = 0;
  const add = (line: Line) => {
    nowMs += STEP_MS;
    lines.push(line);
  };
  const exchange = (
    client: string,
    method: Exchange['method'],
    path: string,
    status: number,
    answer: unknown,
    more: Partial<Exchange> = {},
  ) =>
    add({
      is: 'exchange',
      client,
      process: 0,
      method,
      path: `/v1/events/${EVENT}${path}`,
      scheduledMs: nowMs,
      sentMs: nowMs + 1,
      answeredMs: nowMs + 9,
      status,
      text: answer === null ? '' : JSON.stringify(answer),
      ...more,
    });
  const ballot = (client: string, activity: string, seq: number, option: string | null) => {
    const path = `/activities/${activity}/response`;
    return option === null
      ? ([client, 'DELETE', `${path}?seq=${seq}`, {}] as const)
      : ([client, 'PUT', path, { body: { answer: { optionId: option }, seq } }] as const);
  };
  const times = { committedAt: 1, pollAfterMs: 2_500 };

  const told = {
    lines,
    nowMs: () => nowMs,
    joined: (client: string) => add({ is: 'joined', client, participant: client }),
    activity: (id: string, visibility: Activity['visibility'] = 'always') =>
      add({
        is: 'activity',
        id,
        visibility,
        canaries: { open: `title-${id}`, reveal: `solution-${id}`, never: `notes-${id}` },
      }),
    host: (verb: HostVerb, activity: string, cursor: string, status = 200) =>
      exchange('host', 'POST', `/activities/${activity}/${verb}`, status, { cursor }),
    /** Acknowledged at `cursor`. */
    vote(
      client: string,
      activity: string,
      seq: number,
      option: string | null,
      cursor: string,
      more: VoteTold = {},
    ) {
      const [, method, path, sent] = ballot(client, activity, seq, option);
      const {
        process = 0,
        status = option === null ? 'withdrawn' : 'saved',
        stored = { seq, option },
      } = more;
      const answer = stored.option === null ? null : { optionId: stored.option };
      exchange(client, method, path, 200, { cursor, status, answer, seq: stored.seq }, { ...sent, process });
    },
    refused(client: string, activity: string, seq: number, option: string, code: ErrorCode) {
      const [, method, path, sent] = ballot(client, activity, seq, option);
      exchange(client, method, path, 409, { code }, sent);
    },
    unanswered(client: string, activity: string, seq: number, option: string, error = DROPPED) {
      const [, method, path, sent] = ballot(client, activity, seq, option);
      exchange(client, method, path, 0, null, { ...sent, error });
    },
    snapshot: (client: string, cursor: string, entities: Entity[], query = '', feed: FeedName = 'feed') =>
      exchange(client, 'GET', `/${feed}${query}`, 200, { kind: 'snapshot', cursor, ...times, entities }),
    delta(
      client: string,
      since: string,
      cursor: string,
      entities: Entity[],
      { from = since, process = 0, feed = 'feed' as FeedName } = {},
    ) {
      const answer = { kind: 'delta', from, cursor, ...times, entities };
      exchange(client, 'GET', `/${feed}?since=${since}`, 200, answer, { process });
    },
    reset: (client: string, since: string, snapshot: string, reason: ResetReason) =>
      exchange(client, 'GET', `/feed?since=${since}`, 200, {
        kind: 'reset',
        reason,
        snapshot,
        spreadMs: 0,
        pollAfterMs: 0,
      }),
    failed: (client: string, path: string, status: number, code: string) =>
      exchange(client, 'GET', path, status, { code }),
    me: (client: string, cursor: string, responses: { activityId: string; option: string; seq: number }[]) =>
      exchange(client, 'GET', '/me', 200, {
        participant: { id: client, nickname: null },
        run: 1,
        cursor,
        responses: responses.map(({ activityId, option, seq }) => ({
          activityId,
          seq,
          answer: { optionId: option },
        })),
      }),
    fault: (what: string, process: number | null, beginMs: number, endMs: number) =>
      add({ is: 'fault', what, process, beginMs, endMs }),
    restore: (cursor: string, copiedMs: number, noticeMs = 0) =>
      add({ is: 'restore', cursor, copiedMs, beginMs: nowMs, endMs: nowMs + 1, noticeMs }),
    truth: (truth: Partial<Omit<Truth, 'is'>> & { cursor: string }) =>
      add({ is: 'truth', responses: [], activities: [], entities: [], ...truth }),
  };
  return told;
}
