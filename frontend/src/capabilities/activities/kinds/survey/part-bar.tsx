/** Where one is among the parts, and where each of them is: buttons, so that any part is one tap away. */
import { Check, Clock3 } from 'lucide-react';
import { cn } from '#/lib/cn.ts';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { SaveState } from '../../parts/save-status.tsx';

/** Words under each segment; beyond, they stand once below all. */
const WORDS_MAX = 3;
/** Segments; beyond, one track says how far it is. */
const SEGMENTS_MAX = 6;

export interface PartBarProps {
  readonly states: readonly SaveState[];
  /** The number of parts = the end. */
  readonly current: number;
  readonly onGo: (index: number) => void;
}

export function PartBar({ states, current, onGo }: PartBarProps) {
  const total = formatCount(states.length);
  const isAtEnd = current === states.length;
  if (states.length > SEGMENTS_MAX) {
    const done = states.filter((state) => state !== 'before').length;
    return (
      <div className="mb-1">
        <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-track">
          <div className="h-full bg-primary" style={{ width: `${(100 * done) / states.length}%` }} />
        </div>
        <p className="mt-2 text-label">
          {isAtEnd ? m.survey_overview() : m.survey_part_of({ place: formatCount(current + 1), total })}
        </p>
      </div>
    );
  }
  const hasWords = states.length <= WORDS_MAX;
  const nameOf = (state: SaveState, index: number) =>
    index === current && state === 'before'
      ? m.survey_part_of({ place: formatCount(index + 1), total })
      : labelOf(state, index);
  return (
    <nav aria-label={m.survey_parts()} className="mb-1">
      <ol className="flex gap-1.5">
        {states.map((state, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: parts do not change places while they are answered.
            key={index}
            className="min-w-0 flex-1"
          >
            <button
              type="button"
              aria-current={index === current ? 'step' : undefined}
              aria-label={nameOf(state, index)}
              onClick={() => onGo(index)}
              className="flex min-h-11 w-full flex-col gap-2 text-start"
            >
              <span
                aria-hidden="true"
                className={cn(
                  'h-1.25 w-full',
                  index === current ? 'bg-primary' : state === 'before' ? 'bg-track' : 'bg-primary/55',
                )}
              />
              <span
                aria-hidden="true"
                className={cn(
                  'flex items-start gap-1 text-label leading-4.5',
                  index === current ? 'font-[620]' : 'font-medium text-muted-foreground',
                )}
              >
                <StateIcon state={state} />
                {hasWords ? nameOf(state, index) : formatCount(index + 1)}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {!hasWords && !isAtEnd && (
        <p className="text-label">{m.survey_part_of({ place: formatCount(current + 1), total })}</p>
      )}
    </nav>
  );
}

function labelOf(state: SaveState, index: number): string {
  const place = formatCount(index + 1);
  if (state === 'saved') return m.survey_part_saved({ place });
  return state === 'waiting' ? m.survey_part_waiting({ place }) : m.survey_part({ place });
}

function StateIcon({ state }: { state: SaveState }) {
  if (state === 'saved') return <Check className="mt-px size-4 shrink-0 text-success" strokeWidth={2.6} />;
  if (state === 'waiting') return <Clock3 className="mt-px size-4 shrink-0 text-warning" strokeWidth={2.4} />;
  return null;
}
