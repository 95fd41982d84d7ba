/** What the projector's footer says of an activity: which page, what was counted, and whether it can still change. */
import type { ActivityEntity, ResultEntity } from '@plenum/protocol';
import { Fragment, type ReactNode } from 'react';
import { Rich } from '#/components/rich.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';

export interface ScreenNoteProps {
  readonly activity: ActivityEntity;
  /** `undefined` while the room may not see it. */
  readonly result: ResultEntity | undefined;
  readonly answered: number;
  readonly joined: number;
  /** In the kind's own words; '' = the page says it; `null` = simply how many answered. */
  readonly said: ReactNode;
  /** Which of how many stand on this page, from 0; `null` = all. */
  readonly page: { readonly indexes: readonly number[]; readonly total: number } | null;
}

export function ScreenNote({ activity, result, answered, joined, said, page }: ScreenNoteProps) {
  const isOpen = activity.state === 'open';
  const parts = [
    page !== null && <PageNote {...page} />,
    said ??
      (result === undefined ? (
        isOpen ? (
          m.screen_hidden()
        ) : (
          m.screen_closed()
        )
      ) : isOpen ? (
        <AnsweredOf {...{ answered, joined }} />
      ) : (
        <Rich parts={m.screen_answers.parts(counted(answered))} />
      )),
    result !== undefined && !isOpen && m.screen_final(),
  ].filter((part) => part !== false && part !== '');
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: three places, in this order.
    <Fragment key={index}>
      {index > 0 && ' · '}
      {part}
    </Fragment>
  ));
}

/** "148 of 212 answered" */
export function AnsweredOf({ answered, joined }: { answered: number; joined: number }) {
  return (
    <Rich
      parts={m.screen_answered_of.parts({
        count: formatCount(answered),
        total: formatCount(Math.max(joined, answered)),
      })}
    />
  );
}

/** "1–6 of 20" */
export function PageNote({ indexes, total }: { indexes: readonly number[]; total: number }) {
  const [from = 0, to = from] = [indexes[0], indexes.at(-1)];
  return (
    <Rich
      parts={
        from === to
          ? m.screen_page_one.parts({ place: formatCount(from + 1), total: formatCount(total) })
          : m.screen_page.parts({
              from: formatCount(from + 1),
              to: formatCount(to + 1),
              total: formatCount(total),
            })
      }
    />
  );
}
