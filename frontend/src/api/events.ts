/** What hosts ask about events. Function names are the API's operationIds. */
import type { CreateEvent, EventResource, PutStage, UpdateEvent } from '@plenum/protocol';
import { hostApi } from './client.ts';

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export function listEvents(after?: string): Promise<Page<EventResource>> {
  const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
  return hostApi.request('GET', `/v1/events${query}`);
}

export function createEvent(event: CreateEvent): Promise<EventResource> {
  return hostApi.request('POST', '/v1/events', { body: event });
}

export function getEvent(eventId: string): Promise<EventResource> {
  return hostApi.request('GET', `/v1/events/${eventId}`);
}

export function updateEvent(eventId: string, change: UpdateEvent): Promise<EventResource> {
  return hostApi.request('PATCH', `/v1/events/${eventId}`, { body: change });
}

export function deleteEvent(eventId: string): Promise<void> {
  return hostApi.request('DELETE', `/v1/events/${eventId}`);
}

export const startEvent = (eventId: string) => changeEvent(eventId, 'start');
export const pauseEvent = (eventId: string) => changeEvent(eventId, 'pause');
export const endEvent = (eventId: string) => changeEvent(eventId, 'end');
export const resetEvent = (eventId: string) => changeEvent(eventId, 'reset');

function changeEvent(eventId: string, verb: 'start' | 'pause' | 'end' | 'reset'): Promise<EventResource> {
  return hostApi.request('POST', `/v1/events/${eventId}/${verb}`);
}

export function putStage(eventId: string, stage: PutStage): Promise<{ cursor: string }> {
  return hostApi.request('PUT', `/v1/events/${eventId}/stage`, { body: stage });
}

export function createScreenToken(eventId: string): Promise<{ token: string; url: string }> {
  return hostApi.request('POST', `/v1/events/${eventId}/screen-tokens`);
}

/** A new draft from a file of `exportEvent`; the same `newId` makes it once. @throws {ApiError} `import_invalid`, `request_invalid`, `body_too_large` */
export function importEvent(file: object, newId: string): Promise<EventResource> {
  return hostApi.request('POST', '/v1/events/import', { body: { ...file, newId } });
}

export type ExportFormat = 'json' | 'csv' | 'xlsx';

/** Where the browser downloads the event's file, with the session's cookie. */
export function exportEventPath(eventId: string, format: ExportFormat): string {
  return `/v1/events/${eventId}/export?format=${format}`;
}
