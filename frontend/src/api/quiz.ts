/** What hosts ask about the quiz. Function names are the API's operationIds. */
import type { Leaderboard } from '@plenum/protocol';
import { hostApi } from './client.ts';

/** Everybody with points, best first. @param after  `nextCursor` of the page before. */
export function getLeaderboard(eventId: string, after?: string): Promise<Leaderboard> {
  const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
  return hostApi.request('GET', `/v1/events/${eventId}/leaderboard${query}`);
}
