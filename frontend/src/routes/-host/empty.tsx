/** An event without activities: the first one is a press away. */
import type { ActivityKind } from '@plenum/protocol';
import { KindPicker } from '#/capabilities/activities/host-kind-picker.tsx';
import { pickableKinds } from '#/capabilities/activities/kinds/words.ts';
import * as m from '#/paraglide/messages.js';
import { OtherStarts } from './other-starts.tsx';

/** What most events begin with. */
const FIRST: readonly ActivityKind[] = [
  'single-choice',
  'word-cloud',
  'open-text',
  'quiz',
  'rating',
  'ranking',
];

/** Both are absent once the event has ended: then nothing was asked, and nothing can be. */
export function EmptyRoom({
  onAdd,
  onOther,
}: {
  onAdd: ((kind?: ActivityKind) => void) | undefined;
  onOther: ((other: 'import' | 'templates') => void) | undefined;
}) {
  return (
    <main className="min-h-0 flex-1 overflow-y-auto px-5 py-10 lg:py-[clamp(2.5rem,16vh,9rem)]">
      <div className="mx-auto max-w-[760px]">
        <h1 className="text-4xl">{onAdd === undefined ? m.host_empty_over() : m.host_empty_title()}</h1>
        {onAdd !== undefined && onOther !== undefined && (
          <>
            <p className="mt-2 mb-7 text-lg text-muted-foreground">{m.host_empty_text()}</p>
            <KindPicker kinds={FIRST.filter((kind) => pickableKinds.includes(kind))} onPick={onAdd} />
            <OtherStarts all={{ count: pickableKinds.length, onShow: () => onAdd() }} onOther={onOther} />
          </>
        )}
      </div>
    </main>
  );
}
