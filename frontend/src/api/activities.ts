/** What hosts ask about activities. Function names are the API's operationIds. */
import type {
  ActivityResource,
  CloseActivity,
  CreateActivity,
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
