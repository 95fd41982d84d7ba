/** The audience as a host sees it: who is there, who answered, as seats and as numbers. No guess about who is "active". */
import { Seats, seatPlan } from '#/components/seats.tsx';
import { cn } from '#/lib/cn.ts';
import { formatClock, formatCount, formatPercent } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { PeopleButton } from './host-people.tsx';
import { answeredShare, seatsAnswered, seatsJoined } from './host-share.ts';

const ROWS = 5;
const SEATS = seatPlan(ROWS).length;

export interface AudienceProps {
  readonly joined: number;
  /** Of the activity at hand; `null` while it is not open yet. */
  readonly answered: number | null;
  readonly isFinal: boolean;
  /** Stale numbers say so: when they were true. */
  readonly asOf: number | null;
  /** `big` between question and result on phone and tablet. */
  readonly size: 'side' | 'big';
}

export function Audience({ joined, answered, isFinal, asOf, size }: AudienceProps) {
  const isBig = size === 'big';
  const share = answered === null ? null : answeredShare(answered, joined);
  const { filled, perSeat } = seatsJoined(joined, SEATS);
  return (
    <div>
      <div className={cn('flex items-end', isBig ? 'gap-5 sm:gap-7' : 'gap-5')}>
        <Seats
          rows={ROWS}
          filled={answered === null ? filled : seatsAnswered(share ?? 0, SEATS)}
          fill={answered === null ? 'ink' : 'primary'}
          className={cn('shrink-0', isBig ? 'w-[min(42vw,15.5rem)]' : 'w-39')}
        />
        <p className="min-w-0">
          <span
            className={cn(
              'block font-[680] tracking-[-0.035em]',
              isBig ? 'text-[clamp(2.5rem,13vw,3.75rem)] leading-none' : 'text-[2.375rem] leading-10',
            )}
          >
            {formatCount(answered ?? joined)}
          </span>
          <span
            className={cn(
              'block text-muted-foreground',
              isBig ? 'mt-1 text-base sm:text-lg' : 'text-[0.9375rem] leading-5',
            )}
          >
            {caption({ joined, answered, isFinal, asOf, size }, share)}
            {answered === null && perSeat > 1 && (
              <span className="block text-sm">{m.each_seat({ count: formatCount(perSeat) })}</span>
            )}
          </span>
        </p>
      </div>
      <PeopleButton />
    </div>
  );
}

function caption({ joined, answered, isFinal, asOf, size }: AudienceProps, share: number | null): string {
  if (asOf !== null) return m.host_at_time({ time: formatClock(asOf) });
  if (answered === null) return m.host_in_the_room();
  const percent = share === null ? null : formatPercent(Math.round(share * 100), answered);
  if (size === 'big' && isFinal) return m.host_answers_final();
  if (percent === null) return m.host_answered_word();
  return size === 'big'
    ? m.host_of_answered({ total: formatCount(Math.max(joined, answered)), percent })
    : m.host_answered_percent({ percent });
}
