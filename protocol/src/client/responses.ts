/** The acts on an activity: answering it and taking the answer back. */
import type { ActRequest } from './acts.ts';

/** An act that only lacks its `seq`, which the outbox gives. */
export interface Draft {
  readonly key: string;
  readonly answer: unknown;
  readonly request: (seq: number) => ActRequest;
}

export function responseKey(activityId: string): string {
  return `response/${activityId}`;
}

export function putResponse(eventId: string, activityId: string, answer: unknown): Draft {
  const path = responsePath(eventId, activityId);
  return {
    key: responseKey(activityId),
    answer,
    request: (seq) => ({ method: 'PUT', path, body: { answer, seq } }),
  };
}

export function deleteResponse(eventId: string, activityId: string): Draft {
  const path = responsePath(eventId, activityId);
  return {
    key: responseKey(activityId),
    answer: null,
    request: (seq) => ({ method: 'DELETE', path: `${path}?seq=${seq}` }),
  };
}

function responsePath(eventId: string, activityId: string): string {
  return `/v1/events/${eventId}/activities/${activityId}/response`;
}
