/** Open text on a phone: write at the lower edge, mine on top, below them what the room wrote. */
import type { OpenTextAnswer, OpenTextSettings } from '@plenum/protocol';
import { useRef } from 'react';
import { announce } from '#/components/live-regions.tsx';
import { counted } from '#/lib/format.ts';
import { useEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import type { InPieces } from '../../parts/in-pieces.ts';
import { SaveStatus, StickyBar, saveStateOf } from '../../parts/save-status.tsx';
import { useStoredAnswer } from '../../parts/use-stored-answer.ts';
import type { AttendeeKind, AttendeeProps, OpenProps, ResultProps } from '../kind.ts';
import { type MyText, MyTexts } from './my-texts.tsx';
import { RoomTexts } from './room-texts.tsx';
import { TextField } from './text-field.tsx';
import { textState } from './texts-of.ts';
import { type RoomTexts as Room, useOwnEntries, useRoomTexts } from './use-texts.ts';

export const attendee: AttendeeKind<OpenTextSettings, OpenTextAnswer> &
  InPieces<OpenTextSettings, OpenTextAnswer> = {
  hint: () => m.texts_hint(),
  announceOpen: (title) => m.texts_new({ title }),
  describeAnswer: (_settings, { texts }) => texts.join(' · '),
  describeLost: (_settings, { texts }, counted) => lostTexts(texts, counted).join(' · '),
  describeResult: (_activity, result) => m.texts_said(counted(result.responses)),
  verdict: () => null,
  Open,
  Closed,
  Result,
  hasOwnTakeBack: true,
  drawsResult: true,
};

type Props = AttendeeProps<OpenTextSettings, OpenTextAnswer>;

function lostTexts(attempted: readonly string[], counted: OpenTextAnswer | null): string[] {
  return attempted.filter((text) => counted?.texts.includes(text) !== true);
}

function Open(props: OpenProps<OpenTextSettings, OpenTextAnswer>) {
  const { settings, own, respond, takeBack, mayAnswer, draftKey, result } = props;
  const texts = own.answer?.texts ?? [];
  const left = settings.texts - texts.length;
  const input = useRef<HTMLTextAreaElement>(null);
  const state = saveStateOf(own);
  const isTrouble = state === 'waiting' || state === 'refused' || state === 'taken-back';

  function remove(text: string) {
    const kept = texts.filter((other) => other !== text);
    if (kept.length === 0) takeBack();
    else respond({ texts: kept });
    announce(m.texts_removed());
    requestAnimationFrame(() => input.current?.focus({ preventScroll: true }));
  }

  return (
    <>
      <Written {...props} isVisible={result !== undefined} onRemove={mayAnswer ? remove : undefined} />
      <StickyBar isLined={result !== undefined}>
        {isTrouble && <SaveStatus own={own} />}
        {mayAnswer && left > 0 && (
          <TextField
            inputRef={input}
            onAdd={(text) => respond({ texts: [...texts, text] })}
            {...{ settings, own, draftKey }}
          />
        )}
        {mayAnswer && left <= 0 && (
          <p className="py-1.5 text-[0.9375rem] leading-5 text-muted-foreground">
            {m.texts_none_left(counted(settings.texts))}
          </p>
        )}
      </StickyBar>
    </>
  );
}

/** In the host's preview nobody has written, and nobody is there to write. */
function Written(props: Props & { isVisible: boolean; onRemove?: ((text: string) => void) | undefined }) {
  return props.isVisible || (props.own.answer?.texts.length ?? 0) > 0 ? <WrittenTexts {...props} /> : null;
}

function WrittenTexts({
  isVisible,
  onRemove,
  ...props
}: Props & { isVisible: boolean; onRemove?: ((text: string) => void) | undefined }) {
  const room = useRoomTexts(props);
  const { mine, mineIds } = useMine(props, room, isVisible);
  return (
    <>
      <MyTexts texts={mine} onRemove={onRemove} />
      {isVisible &&
        (room.texts.length > 0 ? (
          <RoomTexts activityId={props.activityId} settings={props.settings} {...{ room, mineIds }} />
        ) : (
          mine.length === 0 && <NoTexts />
        ))}
    </>
  );
}

function useMine({ activityId, own }: Props, room: Room, isVisible: boolean) {
  const stored = useStoredAnswer(own)?.texts ?? [];
  const entries = useOwnEntries(activityId, own, room.texts, isVisible) ?? [];
  const save = saveStateOf(own);
  const mineIds = entries.map(({ id }) => id);
  const mine = (own.answer?.texts ?? []).map((text): MyText => {
    const entry = entries.find((one) => one.text === text);
    const isShown = entry !== undefined && room.texts.some(({ id }) => id === entry.id);
    return { text, state: textState(text, stored, save, entry, isShown) };
  });
  return { mine, mineIds };
}

function NoTexts() {
  const isReviewed = useEvent()?.settings.moderation === 'before';
  return (
    <div className="rounded-2xl border border-border px-5 py-5.5 text-center">
      <p className="text-base font-[580]">{m.texts_none()}</p>
      <p className="mt-1 text-[0.9375rem] leading-5.5 text-balance text-muted-foreground">
        {isReviewed ? m.texts_none_review() : m.texts_none_text()}
      </p>
    </div>
  );
}

function Closed(props: Props) {
  const { own } = props;
  const lost = own.status === 'too-late' ? lostTexts(own.attempted?.texts ?? [], own.answer) : [];
  return (
    <div className="flex flex-col gap-2.5">
      <Written {...props} isVisible={false} />
      <MyTexts texts={lost.map((text) => ({ text, state: 'not-counted' }))} />
    </div>
  );
}

function Result(props: ResultProps<OpenTextSettings, OpenTextAnswer>) {
  const room = useRoomTexts(props);
  const { mine, mineIds } = useMine(props, room, true);
  const hidden = mine.filter(({ state }) => state !== 'live');
  return (
    <>
      <MyTexts texts={hidden} />
      {room.texts.length === 0 ? (
        <p className="mt-4 text-muted-foreground first:mt-0">{m.texts_none_shown()}</p>
      ) : (
        <RoomTexts activityId={props.activityId} settings={props.settings} {...{ room, mineIds }} />
      )}
    </>
  );
}
