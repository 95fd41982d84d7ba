/** What to do, on the projector: for what is not chosen from a list. Large beside the seats, and nothing else. */
import type { ReactNode } from 'react';

export function ScreenTask({ title, text }: { title: ReactNode; text?: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-1 flex-col justify-center">
      <p className="text-[calc(var(--u)*3.4)] leading-[1.12] font-[560] tracking-[-0.02em]">{title}</p>
      {text !== undefined && (
        <p className="mt-[calc(var(--u)*1.2)] text-[calc(var(--u)*2.3)] leading-[1.25] text-muted-foreground">
          {text}
        </p>
      )}
    </div>
  );
}
