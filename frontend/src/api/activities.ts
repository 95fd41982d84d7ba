/** What hosts ask about activities. Function names are the API's operationIds. */
import type {
  ActivityResource,
  ArrangeActivities,
  CloseActivity,
  CreateActivity,
  DuplicateActivity,
  NextActivity,
  OpenActivity,
  UpdateActivity,
} from '@plenum/protocol';
import { hostApi } from './client.ts';
import type { Page } from './events.ts';

function path(eventId: string, activityId?: string, verb?: string): string {
  return ['/v1/events', eventId, 'activities', activityId, verb]
    .filter((part) => part !== undefined)
    .join('/');
}

export function listActivities(eventId: string): Promise<Page<ActivityResource>> {
  return hostApi.request('GET', path(eventId));
}

export function createActivity(eventId: string, activity: CreateActivity): Promise<ActivityResource> {
  return hostApi.request('POST', path(eventId), { body: activity });
}

export function getActivity(eventId: string, activityId: string): Promise<ActivityResource> {
  return hostApi.request('GET', path(eventId, activityId));
}

export function updateActivity(
  eventId: string,
  activityId: string,
  change: UpdateActivity,
): Promise<ActivityResource> {
  return hostApi.request('PATCH', path(eventId, activityId), { body: change });
}

export function deleteActivity(eventId: string, activityId: string): Promise<void> {
  return hostApi.request('DELETE', path(eventId, activityId));
}

export function openActivity(
  eventId: string,
  activityId: string,
  times: OpenActivity = {},
): Promise<ActivityResource> {
  return hostApi.request('POST', path(eventId, activityId, 'open'), { body: times });
}

/** At once, or in `closesInMs`. */
export function closeActivity(
  eventId: string,
  activityId: string,
  times: CloseActivity = {},
): Promise<ActivityResource> {
  return hostApi.request('POST', path(eventId, activityId, 'close'), { body: times });
}

export function revealActivity(eventId: string, activityId: string): Promise<ActivityResource> {
  return hostApi.request('POST', path(eventId, activityId, 'reveal'));
}

export function hideActivity(eventId: string, activityId: string): Promise<ActivityResource> {
  return hostApi.request('POST', path(eventId, activityId, 'hide'));
}

/** @param buckets  Word → the word it counts as for the room, `null` for not at all, itself for as it is. */
export function showBuckets(
  eventId: string,
  activityId: string,
  buckets: Readonly<Record<string, string | null>>,
): Promise<ActivityResource> {
  return hostApi.request('PATCH', path(eventId, activityId, 'buckets'), { body: { buckets } });
}

/** Closes what is on and opens what follows, as one act. @throws {ApiError} `not_current`: another one is on. */
export function nextActivity(
  eventId: string,
  next: NextActivity,
): Promise<{ opened: ActivityResource | null; closed: ActivityResource | null; cursor: string }> {
  return hostApi.request('POST', `/v1/events/${eventId}/next`, { body: next });
}

/** All activities in their new order. */
export function arrangeActivities(
  eventId: string,
  items: ArrangeActivities['items'],
): Promise<Page<ActivityResource>> {
  return hostApi.request('PUT', `/v1/events/${eventId}/run-of-show`, { body: { items } });
}

/** All of them at the end of the run of show, or none. */
export function importActivities(
  eventId: string,
  activities: readonly CreateActivity[],
): Promise<Page<ActivityResource>> {
  return hostApi.request('POST', `${path(eventId)}/import`, { body: { activities } });
}

/** Right behind the original. */
export function duplicateActivity(
  eventId: string,
  activityId: string,
  copy: DuplicateActivity = {},
): Promise<ActivityResource> {
  return hostApi.request('POST', path(eventId, activityId, 'duplicate'), { body: copy });
}
