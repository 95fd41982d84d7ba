/** What the room may not know yet is in no byte of any answer to it. */
import type { ResultEntity } from '@plenum/protocol';
import type { Rule } from './rule.ts';
import type { HostVerb, Story } from './story.ts';

/** When the host first asked for it, ms: from then on the room may know. */
function askedAt({ hostActs }: Story, activity: string, verb: HostVerb): number {
  const times = hostActs.flatMap((act) =>
    act.activity === activity && act.verb === verb ? [act.sentMs] : [],
  );
  return Math.min(Number.POSITIVE_INFINITY, ...times);
}

/** Titles before the opening, hidden results, solutions before the reveal, notes for hosts. */
export const nothingHidden: Rule = {
  numbers: 'W5 A3',
  promise:
    'no answer to the room holds a hidden result, a solution before its reveal, or anything never opened',
  harm: 'told too early',
  *violations({ story, states }) {
    const known = [...story.activities.values()].map((activity) => ({
      ...activity,
      openMs: askedAt(story, activity.id, 'open'),
      revealMs: askedAt(story, activity.id, 'reveal'),
    }));
    const heard = new Set<string>();
    for (const { exchange, line } of story.exchanges) {
      const { text, answeredMs, path } = exchange;
      // The host's own view holds all of it; so do the answers to what the host does.
      if (heard.has(text) || exchange.client === 'host' || path.includes('/host/')) continue;
      heard.add(text);
      for (const { id, canaries, openMs, revealMs } of known) {
        const isHeard = (canary: string, fromMs: number) => answeredMs < fromMs && text.includes(canary);
        if (isHeard(canaries.open, openMs))
          yield { says: `${id} was told before it was opened`, lines: [line] };
        if (isHeard(canaries.reveal, revealMs))
          yield { says: `the solution of ${id} was told`, lines: [line] };
        if (isHeard(canaries.never, Number.POSITIVE_INFINITY))
          yield { says: `the notes on ${id} were told`, lines: [line] };
      }
    }
    for (const { feed, entities, answeredMs, line, cursor } of states) {
      if (feed !== 'feed') continue;
      for (const { id, visibility, revealMs } of known) {
        const result = entities.get('result')?.get(id) as ResultEntity | undefined;
        if (!result || visibility === 'always' || answeredMs >= revealMs) continue;
        if (visibility === 'host-only' || !result.final) {
          yield { says: `the ${visibility} result of ${id} is in the feed at ${cursor}`, lines: [line] };
        }
      }
    }
  },
};
