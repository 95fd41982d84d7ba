/** The acts on a text of the room: upvoting it and taking that back. */
import type { Draft } from './responses.ts';

export function upvoteKey(entryId: string): string {
  return `upvote/${entryId}`;
}

export function putUpvote(eventId: string, activityId: string, entryId: string): Draft {
  const path = upvotePath(eventId, activityId, entryId);
  return {
    key: upvoteKey(entryId),
    answer: true,
    request: (seq) => ({ method: 'PUT', path, body: { seq } }),
  };
}

export function deleteUpvote(eventId: string, activityId: string, entryId: string): Draft {
  const path = upvotePath(eventId, activityId, entryId);
  return {
    key: upvoteKey(entryId),
    answer: null,
    request: (seq) => ({ method: 'DELETE', path: `${path}?seq=${seq}` }),
  };
}

function upvotePath(eventId: string, activityId: string, entryId: string): string {
  return `/v1/events/${eventId}/activities/${activityId}/entries/${entryId}/upvote`;
}
