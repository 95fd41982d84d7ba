/** Which kind of activity: a card each, in two or three columns. */
import type { ActivityKind } from '@plenum/protocol';
import { pickableKinds, wordsOf } from './kinds/words.ts';

export function KindPicker({
  kinds = pickableKinds,
  onPick,
}: {
  kinds?: readonly ActivityKind[];
  onPick: (kind: ActivityKind) => void;
}) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {kinds.map((kind) => {
        const { icon: Icon, short, text } = wordsOf(kind);
        return (
          <li key={kind} className="grid">
            <button
              type="button"
              onClick={() => onPick(kind)}
              className="flex flex-col gap-3 rounded-2xl border border-border bg-card px-4.5 pt-4.5 pb-5 text-start shadow-xs hover:border-input"
            >
              <span className="grid size-10 place-items-center rounded-[11px] bg-accent text-accent-foreground">
                <Icon className="size-5" aria-hidden="true" />
              </span>
              <span>
                <b className="block text-base leading-5.5 font-semibold">{short()}</b>
                <span className="mt-0.5 block text-sm text-muted-foreground">{text()}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
