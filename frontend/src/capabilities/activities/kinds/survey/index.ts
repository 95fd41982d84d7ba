/** Survey: several small questions of other kinds, answered piece by piece at one's own pace. */
import type { KindEntry } from '../kind.ts';
import { lazyPart } from '../part.ts';

export const survey: KindEntry = {
  attendee: lazyPart(async () => (await import('./attendee.tsx')).attendee),
  // Hosts and projector ask the parts' kinds while they draw: theirs come along.
};
