/** "11 activities added. Undo", for as long as it takes to notice. */
import { ApiError } from '@plenum/protocol/client';
import { useMutation } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { deleteActivity } from '#/api/activities.ts';
import { sentenceOf } from '#/api/errors.ts';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import { useEntity } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';

const SHOWN_MS = 12_000;
/** At once: a large import goes in seconds, without a burst that the server would refuse. */
const DELETES_AT_ONCE = 4;

export interface Added {
  readonly ids: readonly string[];
}

/** Hundreds of deletes are more than the server takes from one address at once: it says when the next may come. */
async function deleteInTurn(eventId: string, id: string): Promise<void> {
  for (;;) {
    try {
      return await deleteActivity(eventId, id);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'rate_limited') throw error;
      await new Promise((done) => setTimeout(done, error.retryAfterMs ?? 1_000));
    }
  }
}

/** Hands on what was added once the feed holds it: until then the page could only show what was there before. */
export function useOnceThere(onAdded: (added: Added) => void): (added: Added) => void {
  const [added, setAdded] = useState<Added | null>(null);
  const isThere = useEntity('activity', added?.ids.at(-1) ?? '') !== undefined;
  useEffect(() => {
    if (added === null || !isThere) return;
    setAdded(null);
    onAdded(added);
  }, [added, isThere, onAdded]);
  return setAdded;
}

export function AddedNote({ added: { ids }, onDone }: { added: Added; onDone: () => void }) {
  const { eventId, loop } = useLiveContext();
  const [isHeld, setIsHeld] = useState(false);
  const [left, setLeft] = useState(ids.length);
  const undo = useMutation({
    networkMode: 'always',
    async mutationFn() {
      const rest = [...ids];
      const worker = async () => {
        for (let id = rest.pop(); id !== undefined; id = rest.pop()) {
          await deleteInTurn(eventId, id);
          setLeft(rest.length);
        }
      };
      await Promise.all(Array.from({ length: DELETES_AT_ONCE }, worker));
    },
    onSuccess() {
      announce(m.host_added_undone());
      onDone();
    },
    onSettled: () => loop.poke(),
  });
  // The room draws itself anew every second: that must not start the clock again.
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  const isResting = isHeld || undo.isPending || undo.isError;
  useEffect(() => {
    if (isResting) return;
    const timer = setTimeout(() => done.current(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isResting]);
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
      <p>
        {undo.isError
          ? sentenceOf(undo.error)
          : undo.isPending
            ? m.host_added_undoing({ count: formatCount(left) })
            : sentence}
      </p>
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
