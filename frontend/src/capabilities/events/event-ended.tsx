/** Thanks, and the own numbers. What was revealed stays to be read below. */
import { formatCount } from '#/lib/format.ts';
import { useEntities } from '#/live/use-feed.ts';
import { useAnsweredCount } from '#/live/use-own-answer.ts';
import * as m from '#/paraglide/messages.js';

export function EventEnded({ nickname }: { nickname: string | null }) {
  const total = useEntities('activity').size;
  const own = useAnsweredCount();
  return (
    <div className="mb-6 pt-2">
      <h1 tabIndex={-1} className="text-4xl wrap-words">
        {nickname === null ? m.ended_title() : m.ended_title_name({ name: nickname })}
      </h1>
      <p className="mt-2.5 text-lg text-muted-foreground">{m.ended_text()}</p>
      {total > 0 && own !== undefined && (
        <p className="mt-6 flex flex-col border-y border-border py-4.5">
          <span className="text-3xl">{formatCount(own)}</span>
          <span className="text-sm text-muted-foreground">
            {m.ended_answered({ total: formatCount(total) })}
          </span>
        </p>
      )}
    </div>
  );
}
