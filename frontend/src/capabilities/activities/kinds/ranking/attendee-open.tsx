/** Making an order: arrows on each row, dragging as an extra. For the first few only, a tap puts an option on one's list. */
import type { RankingAnswer, RankingSettings } from '@plenum/protocol';
import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { announce } from '#/components/live-regions.tsx';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { SendBar } from '../../parts/send-bar.tsx';
import { useLocalAnswer } from '../../parts/use-local-answer.ts';
import type { OpenProps } from '../kind.ts';
import { fitsOrder, isWhole, orderOf, placed, without } from './order.ts';
import { type Move, RankList } from './rank-list.tsx';

export function Open({
  settings,
  own,
  draftKey,
  respond,
  mayAnswer,
  titleId,
}: OpenProps<RankingSettings, RankingAnswer>) {
  const local = useLocalAnswer(draftKey, own, (answer) => fitsOrder(settings, answer));
  const order = orderOf(settings, local.answer);
  const { options, places } = settings;
  const isAll = isWhole(settings);
  const rest = options.filter(({ id }) => !order.includes(id));
  const labelOf = (id: string) => options.find((option) => option.id === id)?.label ?? '';
  const isFull = order.length >= places;
  const lists = useRef<HTMLDivElement>(null);
  const focusNext = useFocusNext(lists);

  const say = (ids: readonly string[], id: string) =>
    announce(
      m.ranking_moved({
        option: labelOf(id),
        place: formatCount(ids.indexOf(id) + 1),
        total: formatCount(isAll ? ids.length : places),
      }),
    );
  const move: Move = (id, place, by) => {
    const next = placed(order, id, place);
    local.set({ order: next });
    say(next, id);
    if (by !== undefined) focusNext(id, by);
  };
  const add = (id: string) => {
    if (isFull) {
      announce(m.ranking_full());
      return;
    }
    const next = [...order, id];
    local.set({ order: next });
    say(next, id);
    // Where one goes on: the next one to place, else what was placed last.
    focusNext(next.length < places ? (rest[rest.findIndex((option) => option.id === id) + 1]?.id ?? id) : id);
  };
  const remove = (id: string) => {
    local.set({ order: without(order, id) });
    announce(m.ranking_removed({ option: labelOf(id) }));
    focusNext(id);
  };

  return (
    <>
      <p className="-mt-3 mb-4 text-[0.9375rem] leading-5 text-muted-foreground">
        {isAll ? m.ranking_how() : m.ranking_how_top()}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be the page's heading. */}
      <div ref={lists} role="group" aria-labelledby={titleId}>
        {order.length > 0 && (
          <RankList
            items={order.map((id) => ({ id, label: labelOf(id) }))}
            onMove={mayAnswer ? move : undefined}
            onRemove={mayAnswer && !isAll ? remove : undefined}
          />
        )}
        {rest.length > 0 && (
          <>
            {order.length > 0 && (
              <h2 className="mt-5 mb-2.5 text-label text-muted-foreground">
                {isFull ? m.ranking_full() : m.ranking_rest()}
              </h2>
            )}
            <ul className="flex flex-col gap-2">
              {rest.map(({ id, label }) => (
                <li key={id}>
                  <Unplaced
                    id={id}
                    label={label}
                    onAdd={mayAnswer ? () => add(id) : undefined}
                    isOff={isFull}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <SendBar
        own={own}
        mayAnswer={mayAnswer}
        isChanged={local.isChanged}
        label={m.ranking_send()}
        missing={
          isFull
            ? null
            : m.ranking_missing({ n: places - order.length, count: formatCount(places - order.length) })
        }
        counter={
          isAll
            ? undefined
            : m.ranking_counter({ count: formatCount(order.length), max: formatCount(places) })
        }
        saved={m.ranking_saved.parts()}
        onSend={() => respond({ order: [...order] })}
      />
    </>
  );
}

function Unplaced({
  id,
  label,
  onAdd,
  isOff,
}: {
  id: string;
  label: string;
  /** Absent: nothing can be changed now. */
  onAdd: (() => void) | undefined;
  /** The list is full: a tap says so and changes nothing. */
  isOff: boolean;
}) {
  const shape =
    'flex min-h-14 w-full items-center gap-3 rounded-xl border border-border px-3.5 py-2 text-start text-opt';
  const words = (
    <span dir="auto" className="min-w-0 flex-1 wrap-words">
      {label}
    </span>
  );
  if (onAdd === undefined) return <div className={shape}>{words}</div>;
  return (
    <button
      type="button"
      data-option={id}
      aria-disabled={isOff}
      onClick={onAdd}
      className={`${shape} ${isOff ? 'text-muted-foreground' : 'bg-card shadow-xs hover:border-input'}`}
    >
      {words}
      <Plus aria-hidden="true" className="size-5 shrink-0 text-muted-foreground" />
    </button>
  );
}

/**
 * Focus travels with the option: to the same arrow, or at the end of the list to the other one. An arrow that can do
 * nothing more is disabled, and would lose it.
 */
function useFocusNext(lists: React.RefObject<HTMLElement | null>) {
  const wanted = useRef<{ id: string; by: 'up' | 'down' | undefined } | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const { id, by } = wanted.current;
    wanted.current = null;
    const all = [...(lists.current?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])];
    const own = all.filter((button) => button.dataset.option === id);
    (own.find((button) => by !== undefined && button.dataset.by === by) ?? own[0])?.focus({
      preventScroll: by === undefined,
    });
  });
  return (id: string, by?: 'up' | 'down') => {
    wanted.current = { id, by };
  };
}
