/** "11 activities added. Undo", for as long as it takes to notice. */
import { useMutation } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { deleteActivity } from '#/api/activities.ts';
import { sentenceOf } from '#/api/errors.ts';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import { counted } from '#/lib/format.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import * as m from '#/paraglide/messages.js';

const SHOWN_MS = 12_000;
/** At once: a large import goes in seconds, without a burst that the server would refuse. */
const DELETES_AT_ONCE = 4;

export interface Added {
  readonly ids: readonly string[];
}

export function AddedNote({ added: { ids }, onDone }: { added: Added; onDone: () => void }) {
  const { eventId, loop } = useLiveContext();
  const [isHeld, setIsHeld] = useState(false);
  const undo = useMutation({
    networkMode: 'always',
    async mutationFn() {
      const rest = [...ids];
      const worker = async () => {
        for (let id = rest.pop(); id !== undefined; id = rest.pop()) await deleteActivity(eventId, id);
      };
      await Promise.all(Array.from({ length: DELETES_AT_ONCE }, worker));
    },
    onSuccess() {
      announce(m.host_added_undone());
      onDone();
    },
    onSettled: () => loop.poke(),
  });
  const isResting = isHeld || undo.isPending || undo.isError;
  useEffect(() => {
    if (isResting) return;
    const timer = setTimeout(onDone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isResting, onDone]);
  const sentence = m.host_added(counted(ids.length));
  useEffect(() => announce(sentence), [sentence]);
  return (
    <section
      aria-label={m.host_added_label()}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
      className="fixed inset-x-4 bottom-4 z-40 mx-auto flex w-fit max-w-[calc(100%-2rem)] items-center gap-4 rounded-[14px] border border-border bg-popover py-2.5 ps-4.5 pe-2.5 text-[0.9375rem] text-popover-foreground shadow-lg"
    >
      <p>{undo.isError ? sentenceOf(undo.error) : sentence}</p>
      <Button
        size="sm"
        aria-disabled={undo.isPending || undefined}
        onClick={() => undo.isPending || undo.mutate()}
      >
        <Undo2 aria-hidden="true" className="rtl:-scale-x-100" />
        {m.host_added_undo()}
      </Button>
    </section>
  );
}
