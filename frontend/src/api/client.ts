/** The one narrow door to the server: everybody who asks something asks through one of these. */
import { type Api, bearer, createApi } from '@plenum/protocol/client';

/** Before every path; empty = this page's origin, where a CDN or the API itself serves us. */
export const baseUrl: string = import.meta.env.VITE_API_URL ?? '';

/** Without credentials: joining, the time, public reads. */
export const publicApi: Api = createApi({ baseUrl });

/** With the host's session cookie. */
export const hostApi: Api = createApi({ baseUrl, credentials: 'same-origin' });

/** As one participant of one event. */
export function participantApi(token: string): Api {
  return createApi({ baseUrl, headers: () => bearer(token) });
}

/** Where each audience follows an event; for `FeedLoop`, which adds `?since=` and `?at=`. */
export const feedUrls = {
  attendee: (eventId: string) => `${baseUrl}/v1/events/${eventId}/feed`,
  host: (eventId: string) => `${baseUrl}/v1/events/${eventId}/host/feed`,
  screen: (eventId: string) => `${baseUrl}/v1/events/${eventId}/screen/feed`,
};

/** The result that shows after the own response; `resultKey` comes with the acknowledgement and with `/me`. */
export function resultFeedUrl(eventId: string, resultKey: string): string {
  return `${baseUrl}/v1/events/${eventId}/results/${resultKey}`;
}
