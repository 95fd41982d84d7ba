/**
 * Placing things: choose one, tap the field; the next one not placed yet is chosen. Buttons and two numbers do all of it
 * without the field. Any number of things may be sent.
 */
import type { MatrixAnswer, MatrixSettings } from '@plenum/protocol';
import { Check } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { announce } from '#/components/live-regions.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { optionKey } from '../../parts/options.ts';
import { SendBar } from '../../parts/send-bar.tsx';
import { useLocalAnswer } from '../../parts/use-local-answer.ts';
import type { OpenProps } from '../kind.ts';
import { MatrixField } from './field.tsx';
import { PlaceNumbers } from './place-numbers.tsx';
import { type Place, type Places, placesOf, readPlace } from './places.ts';
import { OwnPlaces } from './table.tsx';

const MIDDLE = { x: 50, y: 50 };

export function Open({
  settings,
  own,
  draftKey,
  respond,
  mayAnswer,
  titleId,
}: OpenProps<MatrixSettings, MatrixAnswer>) {
  const { items } = settings;
  const local = useLocalAnswer<MatrixAnswer>(draftKey, own, ({ places }) =>
    Object.keys(places).every((id) => items.some((item) => item.id === id)),
  );
  const places = placesOf(settings, local.answer);
  const [asked, setAsked] = useState<string | null>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const id = useId();
  const dots = items.flatMap((item, index) => {
    const place = places[item.id];
    return place === undefined ? [] : [{ id: item.id, key: optionKey(index), place, tone: 'room' as const }];
  });
  if (!mayAnswer) {
    return (
      <>
        <MatrixField settings={settings} dots={dots} className="mb-4 aspect-4/3" />
        <OwnPlaces settings={settings} answer={local.answer} />
      </>
    );
  }
  const chosen =
    items.find((item) => item.id === asked) ??
    items.find((item) => places[item.id] === undefined) ??
    items[0];
  const set = (next: Places) => local.set({ places: next });
  const say = (item: { id: string; label: string }, next: Places) =>
    announce(
      m.matrix_said({
        label: item.label,
        place: readPlace(settings, next[item.id] as Place),
        counter: counterOf(items.length, next),
      }),
    );

  function place(itemId: string | null, at: Place, isMoving = false) {
    const item = items.find((one) => one.id === itemId) ?? chosen;
    if (item === undefined) return;
    const isNew = places[item.id] === undefined;
    const next = { ...places, [item.id]: at };
    set(next);
    if (!isMoving) say(item, next);
    // Tapped onto the field: what is not placed yet comes next. What was moved stays chosen.
    setAsked(itemId === null && isNew ? nextOf(items, next, item.id) : item.id);
  }
  function takeOff(itemId: string) {
    const { [itemId]: _, ...next } = places;
    set(next);
    setAsked(itemId);
    announce(
      m.matrix_taken_off({
        label: items.find((one) => one.id === itemId)?.label ?? '',
        counter: counterOf(items.length, next),
      }),
    );
  }
  /** After the numbers of what was just chosen are drawn. */
  const focusNumbers = () =>
    requestAnimationFrame(() => numbers.current?.querySelector<HTMLElement>('input, button')?.focus());

  const count = Object.keys(places).length;
  return (
    <>
      <p id={`${id}-how`} className="sr-only">
        {m.matrix_how()}
      </p>
      <MatrixField
        settings={settings}
        dots={dots}
        className="aspect-4/3"
        input={{
          label: m.matrix_field(),
          describedBy: `${id}-how`,
          chosenId: chosen?.id ?? null,
          onChoose: setAsked,
          onPlace: place,
          onTakeOff: takeOff,
        }}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be the page's heading. */}
      <div
        role="group"
        aria-labelledby={titleId}
        className="mt-3 grid grid-cols-[repeat(auto-fit,minmax(min(100%,9.5rem),1fr))] gap-2"
      >
        {items.map((item, index) => (
          <Thing
            key={item.id}
            letter={optionKey(index)}
            label={item.label}
            isPlaced={places[item.id] !== undefined}
            isChosen={item.id === chosen?.id}
            onChoose={(byKey) => {
              setAsked(item.id);
              if (byKey) focusNumbers();
            }}
          />
        ))}
      </div>
      {chosen !== undefined && (
        <div ref={numbers} className="mt-4 min-h-31">
          <PlaceNumbers
            key={chosen.id}
            settings={settings}
            label={chosen.label}
            place={places[chosen.id]}
            counter={counterOf(items.length, places)}
            onPlace={(at) => {
              set({ ...places, [chosen.id]: at });
              setAsked(chosen.id);
            }}
            onStart={() => {
              place(chosen.id, MIDDLE);
              focusNumbers();
            }}
            onTakeOff={() => {
              takeOff(chosen.id);
              focusNumbers();
            }}
          />
        </div>
      )}
      <SendBar
        own={own}
        mayAnswer
        isChanged={local.isChanged}
        label={m.matrix_send(counted(Math.max(1, count)))}
        missing={count === 0 ? m.matrix_missing() : null}
        counter={counterOf(items.length, places)}
        saved={m.matrix_saved.parts()}
        onSend={() => count > 0 && respond({ places })}
      />
    </>
  );
}

/** What is not placed yet: below it first, then from the top; itself once all are. */
export function nextOf(items: MatrixSettings['items'], places: Places, id: string): string {
  const at = items.findIndex((item) => item.id === id);
  const around = [...items.slice(at + 1), ...items.slice(0, at)];
  return around.find((item) => places[item.id] === undefined)?.id ?? id;
}

function counterOf(total: number, places: Places): string {
  return m.matrix_counter({
    count: formatCount(Object.keys(places).length),
    total: formatCount(total),
  });
}

function Thing({
  letter,
  label,
  isPlaced,
  isChosen,
  onChoose,
}: {
  letter: string;
  label: string;
  isPlaced: boolean;
  isChosen: boolean;
  onChoose: (byKey: boolean) => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      // Enter and Space come as a click without a pointer.
      onClick={(event) => onChoose(event.detail === 0)}
      className={cn(
        'flex min-h-12 items-center gap-2 rounded-lg border-[1.5px] px-2.5 py-2 text-start text-base leading-5 font-medium shadow-xs active:scale-[0.99]',
        isChosen
          ? 'border-primary bg-accent ring-[0.5px] ring-primary'
          : 'border-border bg-card hover:border-input',
      )}
    >
      <span
        aria-hidden="true"
        className={cn(
          'grid size-6 shrink-0 place-items-center rounded-full text-sm font-[650]',
          isPlaced ? 'bg-primary text-primary-foreground' : 'bg-secondary text-muted-foreground',
        )}
      >
        {letter}
      </span>
      <span dir="auto" className="min-w-0 flex-1 text-start wrap-words">
        {label}
      </span>
      {isPlaced && (
        <>
          <Check aria-hidden="true" className="size-4.5 shrink-0 text-primary" strokeWidth={2.4} />
          <span className="sr-only">{m.matrix_placed()}</span>
        </>
      )}
    </button>
  );
}
