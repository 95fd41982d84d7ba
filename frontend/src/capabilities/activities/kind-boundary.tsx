/** Around what a kind draws: its code may still be coming, not come at all, or be newer than this page. */
import { RefreshCw } from 'lucide-react';
import { Component, type ReactNode, Suspense } from 'react';
import { Button } from '#/components/ui/button.tsx';
import { Skeleton } from '#/components/ui/skeleton.tsx';
import { useDelayed } from '#/lib/use-delayed.ts';
import * as m from '#/paraglide/messages.js';

export interface KindBoundaryProps {
  /** While the code is on its way; the shape of a few answers unless told. */
  readonly coming?: ReactNode;
  /** When it did not come; a word and a way to load the page again unless told. */
  readonly failed?: ReactNode;
  readonly children: ReactNode;
}

export function KindBoundary({
  coming = <Coming />,
  failed = <LoadAgain>{m.page_failed()}</LoadAgain>,
  children,
}: KindBoundaryProps) {
  return (
    <Failure fallback={failed}>
      <Suspense fallback={coming}>{children}</Suspense>
    </Failure>
  );
}

/** Says what is wrong, and offers the one thing that helps. */
export function LoadAgain({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-base text-muted-foreground">{children}</p>
      <Button size="tap" onClick={() => location.reload()}>
        <RefreshCw aria-hidden="true" />
        {m.action_reload()}
      </Button>
    </div>
  );
}

function Coming() {
  const isShown = useDelayed(true, 300);
  const isSlow = useDelayed(true, 2_000);
  return (
    <div aria-busy="true" className="flex flex-col gap-2.5">
      {isShown && [1, 2, 3].map((row) => <Skeleton key={row} className="h-16 rounded-xl" />)}
      <p role="status" className="text-[0.9375rem] text-muted-foreground">
        {isSlow && m.slow_still_trying()}
      </p>
    </div>
  );
}

class Failure extends Component<{ fallback: ReactNode; children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
