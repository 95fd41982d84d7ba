/** The first load: nothing for 300 ms, then the shape of what comes, after 2 s a word about the network. */

import { Button } from '#/components/ui/button.tsx';
import { Skeleton } from '#/components/ui/skeleton.tsx';
import { useDelayed } from '#/lib/use-delayed.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import { useConnection } from '#/live/use-connection.ts';
import * as m from '#/paraglide/messages.js';
import { EventHeader } from './event-header.tsx';

export function EventLoading() {
  const { loop } = useLiveContext();
  const { failures } = useConnection();
  const isShown = useDelayed(true, 300);
  const isSlow = useDelayed(true, 2_000);
  return (
    <>
      <EventHeader title="" />
      <main aria-busy="true" className="column pt-3">
        {isShown && (
          <>
            <Skeleton className="mb-4.5 h-6 w-24 rounded-full" />
            <Skeleton className="mb-2.5 h-7 w-[84%]" />
            <Skeleton className="mb-6.5 h-7 w-[56%]" />
            <div className="flex flex-col gap-2.5">
              {[1, 2, 3, 4].map((row) => (
                <Skeleton key={row} className="h-16 rounded-xl" />
              ))}
            </div>
          </>
        )}
        <div role="status" className="mt-3.5 text-[0.9375rem] text-muted-foreground">
          {isSlow && (failures >= 2 ? m.unreachable() : m.slow_still_trying())}
        </div>
        {isSlow && failures >= 2 && (
          <Button variant="outline" size="tap" className="mt-3" onClick={() => loop.poke()}>
            {m.action_try_now()}
          </Button>
        )}
      </main>
    </>
  );
}
