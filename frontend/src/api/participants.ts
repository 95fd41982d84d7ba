/** What participants ask. Answers to activities go through the outbox (`live/`), never straight. */
import type {
  Join,
  Joined,
  Me,
  Participant,
  ParticipantResource,
  RemoveParticipant,
  ResumeCode,
  UpdateMe,
} from '@plenum/protocol';
import { hostApi, participantApi, publicApi } from './client.ts';
import type { Page } from './events.ts';

/** @throws {ApiError} `code_unknown`, `passcode_required`, `passcode_wrong`, `event_ended`, `rate_limited` … */
export function joinEvent(join: Join): Promise<Joined> {
  return publicApi.request('POST', '/v1/join', { body: join });
}

export function getMe(eventId: string, token: string): Promise<Me> {
  return participantApi(token).request('GET', `/v1/events/${eventId}/me`);
}

/** `null` takes name or team off. The answer's nickname may differ: "Amira 2" when another Amira came first. */
export function updateMe(eventId: string, token: string, change: UpdateMe): Promise<Participant> {
  return participantApi(token).request('PATCH', `/v1/events/${eventId}/me`, { body: change });
}

/** A new personal code; the one before is void. */
export function createResumeCode(eventId: string, token: string): Promise<ResumeCode> {
  return participantApi(token).request('POST', `/v1/events/${eventId}/me/resume-code`);
}

/* Hosts. */

/** Who joined, in that order. @param search  A part of the nickname; '' for all. */
export function listParticipants(
  eventId: string,
  search: string,
  after?: string,
): Promise<Page<ParticipantResource>> {
  const query = new URLSearchParams({
    ...(search !== '' && { search }),
    ...(after !== undefined && { after }),
  });
  return hostApi.request('GET', `/v1/events/${eventId}/participants?${query}`);
}

export function removeParticipant(
  eventId: string,
  participantId: string,
  how: RemoveParticipant,
): Promise<ParticipantResource> {
  return hostApi.request('POST', `/v1/events/${eventId}/participants/${participantId}/remove`, { body: how });
}

export function restoreParticipant(eventId: string, participantId: string): Promise<ParticipantResource> {
  return hostApi.request('POST', `/v1/events/${eventId}/participants/${participantId}/restore`);
}
