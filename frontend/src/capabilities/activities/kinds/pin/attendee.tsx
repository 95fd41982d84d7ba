/** Pins on a picture, on a phone: a dot per person, mine as a dark pin, areas as text, what is right outlined. */
import type { PinAnswer, PinCorrect, PinSettings } from '@plenum/protocol';
import { Badge } from '#/components/ui/badge.tsx';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { AttendeeKind, AttendeeProps, ResultProps } from '../kind.ts';
import { AreaList, dotsNote, shareValue } from './area-list.tsx';
import { drawnPins, Open } from './attendee-open.tsx';
import { type DrawnCircle, PinPicture, phoneWidth } from './picture.tsx';
import { areaIdOf, dotsOf, isRight, readPoint, sharesOf } from './places.ts';

export const attendee: AttendeeKind<PinSettings, PinAnswer> = {
  hint: ({ pins }) => (pins === 1 ? m.pin_hint_one() : m.pin_hint(counted(pins))),
  announceOpen: (title, { pins }) =>
    pins === 1 ? m.pin_new_one({ title }) : m.pin_new({ title, ...counted(pins) }),
  describeAnswer: (_settings, { pins }) => pins.map(readPoint).join('; '),
  describeResult({ settings: given }, result, answer) {
    const settings = given as PinSettings;
    const mine = mineIdsOf(settings, answer);
    const list = sharesOf(settings, result)
      .map((share) => {
        const said = { label: share.label, value: shareValue(share) };
        return mine.includes(share.id) ? m.pin_result_said_own(said) : m.results_said_item(said);
      })
      .join(' ');
    return m.results_said({ list: list === '' ? m.pin_result_plain(counted(result.responses)) : list });
  },
  verdict(settings, correct, answer) {
    if (correct == null) return null;
    if (answer === null) return { is: 'none', text: m.pin_verdict_none() };
    return isRight(settings, correct as PinCorrect, answer)
      ? { is: 'right', text: m.quiz_right() }
      : { is: 'wrong', text: m.pin_verdict_wrong() };
  },
  Open,
  Closed,
  Result,
};

function mineIdsOf(settings: PinSettings, answer: PinAnswer | null): string[] {
  return (answer?.pins ?? []).map((pin) => areaIdOf(settings, pin));
}

/** Once revealed. */
export function rightCircle(correct: unknown): DrawnCircle[] {
  return correct == null ? [] : [{ ...(correct as PinCorrect), id: 'right', tone: 'right' }];
}

function Closed({ activity, settings, own }: AttendeeProps<PinSettings, PinAnswer>) {
  const isLost = own.status === 'too-late' && own.attempted !== null;
  const pins = (isLost ? own.attempted : own.answer)?.pins ?? [];
  return (
    <>
      <div className="mx-auto" style={phoneWidth(settings.image)}>
        <PinPicture
          image={settings.image}
          pins={drawnPins(pins, settings.pins, isLost ? 'lost' : 'mine')}
          circles={rightCircle(activity.correct)}
        />
      </div>
      <p className="mt-3 flex flex-wrap items-center gap-2 text-[0.9375rem] leading-6 text-muted-foreground">
        {pins.length > 0 && (
          <Badge variant={isLost ? 'default' : 'live'}>{isLost ? m.not_counted() : m.pin_mine()}</Badge>
        )}
        {pins.length === 0 ? m.pin_none_placed() : pins.map(readPoint).join('; ')}
      </p>
    </>
  );
}

function Result({ activity, settings, own, result }: ResultProps<PinSettings, PinAnswer>) {
  const { dots, areCells, hidden } = dotsOf(result);
  const mine = own.answer?.pins ?? [];
  const right = rightCircle(activity.correct);
  return (
    <>
      <div className="mx-auto" style={phoneWidth(settings.image)}>
        <PinPicture
          image={settings.image}
          dots={dots}
          pins={drawnPins(mine, settings.pins, 'mine')}
          circles={[...areaCircles(settings), ...right]}
        />
      </div>
      <ul className="flex flex-wrap items-center gap-x-4.5 gap-y-1 border-b border-border py-2.5 text-[0.9375rem] leading-6 text-muted-foreground">
        <Key className="size-3.5 rounded-full bg-primary">{dotsNote(areCells, hidden, settings.pins)}</Key>
        {mine.length > 0 && (
          <Key className="size-4 rotate-45 rounded-full rounded-br-none bg-foreground">{m.pin_mine()}</Key>
        )}
        {right.length > 0 && (
          <Key className="size-4 rounded-full border-[3px] border-success">{m.pin_right_place()}</Key>
        )}
      </ul>
      <AreaList settings={settings} result={result} mineIds={mineIdsOf(settings, own.answer)} />
    </>
  );
}

/** Where the host's areas are: shown with the counts, never before. */
export function areaCircles({ areas }: PinSettings): DrawnCircle[] {
  return areas.map(({ id, x, y, radius }) => ({ id: `area-${id}`, x, y, radius, tone: 'area' }));
}

function Key({ className, children }: { className: string; children: string }) {
  return (
    <li className="flex items-center gap-2">
      <span aria-hidden="true" className={`shrink-0 ${className}`} />
      {children}
    </li>
  );
}
