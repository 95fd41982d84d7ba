/** What hosts ask about texts people wrote. Function names are the API's operationIds. */
import type { EntryResource, ModerateEntry } from '@plenum/protocol';
import { hostApi } from './client.ts';

export function moderateEntry(
  eventId: string,
  activityId: string,
  entryId: string,
  status: ModerateEntry['status'],
): Promise<EntryResource> {
  return hostApi.request('PATCH', `/v1/events/${eventId}/activities/${activityId}/entries/${entryId}`, {
    body: { status },
  });
}
