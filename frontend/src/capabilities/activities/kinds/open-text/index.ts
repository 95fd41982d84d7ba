/** Open text: in people's own words; moderated and upvoted one by one. */
import type { KindEntry } from '../kind.ts';
import { lazyPart } from '../part.ts';

export const openText: KindEntry = {
  attendee: lazyPart(async () => (await import('./attendee.tsx')).attendee),
};
