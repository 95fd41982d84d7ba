/** What is promised about names and answers, generated from the event's settings. */
import type { EventSettings } from '@plenum/protocol';
import { CircleUserRound, ShieldCheck, Trophy, VenetianMask } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '#/lib/cn.ts';
import * as m from '#/paraglide/messages.js';

export type Promised = 'anonymous' | 'named' | 'leaderboard' | 'no-account';

/** Pure. Without settings only what holds in every event. */
export function promises(settings: Pick<EventSettings, 'answers' | 'nicknames'> | undefined): Promised[] {
  if (settings === undefined) return ['leaderboard', 'no-account'];
  return [
    settings.answers === 'named' ? 'named' : 'anonymous',
    ...(settings.nicknames === 'off' ? [] : (['leaderboard'] as const)),
    'no-account',
  ];
}

const icon = 'mt-px size-5 shrink-0 text-muted-foreground';
const LOOKS: Record<Promised, readonly [icon: ReactNode, text: () => string]> = {
  anonymous: [<VenetianMask key="icon" aria-hidden="true" className={icon} />, m.promise_anonymous],
  named: [<CircleUserRound key="icon" aria-hidden="true" className={icon} />, m.promise_named],
  leaderboard: [<Trophy key="icon" aria-hidden="true" className={icon} />, m.promise_leaderboard],
  'no-account': [<ShieldCheck key="icon" aria-hidden="true" className={icon} />, m.promise_no_account],
};

export function PromiseList({
  settings,
  className,
}: {
  settings: EventSettings | undefined;
  className?: string;
}) {
  return (
    <ul className={cn('flex flex-col gap-3 text-[0.9375rem] leading-[1.3125rem]', className)}>
      {promises(settings).map((name) => (
        <li key={name} className="flex gap-3">
          {LOOKS[name][0]}
          <span className="min-w-0 wrap-words">{LOOKS[name][1]()}</span>
        </li>
      ))}
    </ul>
  );
}
