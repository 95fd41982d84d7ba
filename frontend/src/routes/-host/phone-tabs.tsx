/** The two views of the control room on a phone. */
import { CircleDot, List } from 'lucide-react';
import type { ReactNode } from 'react';
import * as m from '#/paraglide/messages.js';

export function PhoneTabs({
  isRunShown,
  onShow,
}: {
  isRunShown: boolean;
  onShow: (isRunShown: boolean) => void;
}) {
  return (
    <nav
      aria-label={m.host_views()}
      className="flex gap-1 border-t border-border bg-card px-5 pt-1.5 pb-[max(0.375rem,env(safe-area-inset-bottom))]"
    >
      <Tab isCurrent={!isRunShown} onClick={() => onShow(false)} icon={<CircleDot aria-hidden="true" />}>
        {m.host_tab_now()}
      </Tab>
      <Tab isCurrent={isRunShown} onClick={() => onShow(true)} icon={<List aria-hidden="true" />}>
        {m.host_run_of_show()}
      </Tab>
    </nav>
  );
}

function Tab({
  isCurrent,
  icon,
  children,
  onClick,
}: {
  isCurrent: boolean;
  icon: ReactNode;
  children: string;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      aria-current={isCurrent ? 'page' : undefined}
      onClick={onClick}
      className={`flex min-h-12.5 flex-1 flex-col items-center justify-center gap-0.75 rounded-[12px] text-[0.78125rem] leading-3.5 [&_svg]:size-5.5 ${isCurrent ? 'font-[620] text-primary' : 'font-[540] text-muted-foreground'}`}
    >
      {icon}
      {children}
    </button>
  );
}
