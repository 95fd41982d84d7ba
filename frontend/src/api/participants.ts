/** What participants ask. Answers to activities go through the outbox (`live/`), never straight. */
import type { Join, Joined, Me, Participant } from '@plenum/protocol';
import { participantApi, publicApi } from './client.ts';

/** @throws {ApiError} `code_unknown`, `passcode_required`, `passcode_wrong`, `event_ended`, `rate_limited` … */
export function joinEvent(join: Join): Promise<Joined> {
  return publicApi.request('POST', '/v1/join', { body: join });
}

export function getMe(eventId: string, token: string): Promise<Me> {
  return participantApi(token).request('GET', `/v1/events/${eventId}/me`);
}

/** `null` takes the name off. The answer's nickname may differ: "Amira 2" when another Amira came first. */
export function updateMe(eventId: string, token: string, nickname: string | null): Promise<Participant> {
  return participantApi(token).request('PATCH', `/v1/events/${eventId}/me`, { body: { nickname } });
}
