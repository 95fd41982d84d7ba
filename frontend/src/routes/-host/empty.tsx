/** An event without activities: the first one is a press away. */
import { ListChecks } from 'lucide-react';
import * as m from '#/paraglide/messages.js';

/** @param onAdd  Absent once the event has ended: then nothing was asked, and nothing can be. */
export function EmptyRoom({ onAdd }: { onAdd: (() => void) | undefined }) {
  return (
    <main className="min-h-0 flex-1 overflow-y-auto px-5 py-10 lg:py-[clamp(2.5rem,16vh,9rem)]">
      <div className="mx-auto max-w-[760px]">
        <h1 className="text-4xl">{onAdd === undefined ? m.host_empty_over() : m.host_empty_title()}</h1>
        {onAdd !== undefined && <FirstKinds onAdd={onAdd} />}
      </div>
    </main>
  );
}

function FirstKinds({ onAdd }: { onAdd: () => void }) {
  return (
    <>
      <p className="mt-2 mb-7 text-lg text-muted-foreground">{m.host_empty_text()}</p>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        <button
          type="button"
          onClick={onAdd}
          className="flex flex-col gap-3 rounded-2xl border border-border bg-card px-4.5 pt-4.5 pb-5 text-start shadow-xs hover:border-input"
        >
          <span className="grid size-10 place-items-center rounded-[11px] bg-accent text-accent-foreground">
            <ListChecks className="size-5" aria-hidden="true" />
          </span>
          <span>
            <b className="block text-base leading-5.5 font-semibold">{m.host_kind_choice()}</b>
            <span className="mt-0.5 block text-sm text-muted-foreground">{m.host_kind_choice_text()}</span>
          </span>
        </button>
      </div>
    </>
  );
}
