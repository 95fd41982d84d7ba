/** The control room's bar: which event, how people get in, whether this is now, and the acts on the whole event. */
import type { EventEntity } from '@plenum/protocol';
import { Link } from '@tanstack/react-router';
import {
  CirclePause,
  Download,
  Ellipsis,
  Keyboard,
  List,
  Monitor,
  Play,
  QrCode,
  Settings,
  Square,
} from 'lucide-react';
import { type ExportFormat, exportEventPath } from '#/api/events.ts';
import { formatWhen } from '#/capabilities/activities/host-schedule.ts';
import { LiveNote } from '#/capabilities/events/host-live-note.tsx';
import { statusLine } from '#/capabilities/events/host-when.ts';
import { AccountMenu, ThemeItems } from '#/capabilities/hosts/account-menu.tsx';
import { CopyButton } from '#/components/copy-button.tsx';
import { Mark } from '#/components/logo.tsx';
import { Button } from '#/components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuGroup,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#/components/ui/dropdown-menu.tsx';
import { spacedCode } from '#/lib/event-code.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import { useServerNow } from '#/live/use-server-now.ts';
import * as m from '#/paraglide/messages.js';

export interface RoomHeaderProps {
  readonly event: EventEntity;
  /** The solid button of the whole event: before the start, in a pause. Off while something else is the next step. */
  readonly hasSolid: boolean;
  readonly isOffline: boolean;
  readonly onInvite: () => void;
  readonly onScreen: () => void;
  readonly onStart: () => void;
  readonly onPause: () => void;
  readonly onEnd: () => void;
  readonly onShortcuts: () => void;
  /** Opens the run of show, where it has no column; absent where it has. */
  readonly onRunOfShow?: (() => void) | undefined;
  readonly layout: 'desk' | 'tablet' | 'phone';
}

export function RoomHeader(props: RoomHeaderProps) {
  const { event, isOffline, layout, onInvite, onScreen, onStart, onEnd, onRunOfShow } = props;
  const now = useServerNow(30_000);
  const isDesk = layout === 'desk';
  /** A desk without a column for the run of show has no room for every button either. */
  const isWide = isDesk && onRunOfShow === undefined;
  const isStartable = event.status === 'draft' || event.status === 'paused';
  const isOver = event.status === 'ended' || event.status === 'archived';
  const note = <LiveNote status={event.status} isShort={!isDesk} />;

  return (
    <header className="z-10 flex min-h-15 items-center gap-2.5 border-b border-border bg-card px-3 py-1.5 sm:px-5 lg:gap-3.5">
      <Link
        to="/host"
        aria-label={m.host_all_events()}
        className="grid size-11 shrink-0 place-items-center rounded-md hover:bg-secondary"
      >
        <Mark height={24} />
      </Link>
      <div className="min-w-0 overflow-hidden">
        <p dir="auto" className="truncate text-[0.9375rem] leading-5 font-[620]">
          {event.title}
        </p>
        {layout === 'phone' ? (
          note
        ) : (
          <p className="truncate text-[0.78125rem] leading-4 text-muted-foreground">
            {statusLine(event, now)}
            {event.opensAt !== undefined &&
              ` · ${m.host_schedule_next({ time: formatWhen(event.opensAt, now) })}`}
          </p>
        )}
      </div>
      {isDesk && (
        <>
          <span aria-hidden="true" className="h-6 w-px shrink-0 bg-border" />
          <CodeButton code={event.code} />
          {isWide && (
            <Button size="sm" className="shrink-0" onClick={onInvite}>
              <QrCode aria-hidden="true" />
              {m.host_invite()}
            </Button>
          )}
        </>
      )}
      {onRunOfShow !== undefined && isDesk && (
        <Button size="sm" className="shrink-0" onClick={onRunOfShow}>
          <List aria-hidden="true" />
          {m.host_run_of_show()}
        </Button>
      )}
      <span className="flex-1" />
      {layout !== 'phone' && note}
      {layout === 'tablet' && <CodeButton code={event.code} />}
      {isWide && (
        <>
          <span aria-hidden="true" className="h-6 w-px shrink-0 bg-border" />
          <Button size="sm" className="shrink-0" onClick={onScreen} disabled={isOffline}>
            <Monitor aria-hidden="true" />
            {m.host_open_screen()}
          </Button>
        </>
      )}
      {isStartable && (
        <Button
          variant={props.hasSolid ? 'primary' : 'outline'}
          size={isDesk ? 'sm' : 'tap'}
          disabled={isOffline}
          onClick={onStart}
          className="shrink-0"
        >
          <Play aria-hidden="true" />
          {event.status === 'draft' ? m.host_start_event() : m.host_go_on()}
        </Button>
      )}
      {isDesk && !isStartable && !isOver && (
        <Button variant="danger" size="sm" className="shrink-0" disabled={isOffline} onClick={onEnd}>
          {m.host_end_event()}
        </Button>
      )}
      <MoreMenu {...props} isOver={isOver} isWide={isWide} />
      {isDesk && <AccountMenu />}
    </header>
  );
}

function CodeButton({ code }: { code: string }) {
  return (
    <CopyButton
      text={code}
      size="sm"
      className="shrink-0"
      aria-label={m.host_copy_code({ code: spacedCode(code) })}
    >
      <bdi dir="ltr" className="font-semibold tracking-[0.05em]">
        {spacedCode(code)}
      </bdi>
    </CopyButton>
  );
}

/** The browser downloads them: nothing here waits, or keeps an answer in memory. */
function ExportItems({ eventId }: { eventId: string }) {
  const items: [ExportFormat, string][] = [
    ['json', m.host_export_json()],
    ['csv', m.host_export_csv()],
    ['xlsx', m.host_export_xlsx()],
  ];
  return (
    <DropdownMenuGroup>
      <DropdownMenuSeparator />
      <DropdownMenuLabel>{m.host_export()}</DropdownMenuLabel>
      {items.map(([format, word]) => (
        <DropdownMenuItem key={format} asChild>
          <a href={exportEventPath(eventId, format)} download>
            <Download aria-hidden="true" />
            {word}
          </a>
        </DropdownMenuItem>
      ))}
    </DropdownMenuGroup>
  );
}

function MoreMenu(props: RoomHeaderProps & { isOver: boolean; isWide: boolean }) {
  const { event, isOver, isWide, isOffline, layout, onInvite, onScreen, onPause, onEnd, onShortcuts } = props;
  const { eventId } = useLiveContext();
  const isDesk = layout === 'desk';
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant={isDesk ? 'quiet' : 'outline'}
          size={isDesk ? 'icon-sm' : 'icon-tap'}
          className="shrink-0"
          aria-label={m.host_more()}
        >
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {!isWide && (
          <>
            <DropdownMenuItem onSelect={onInvite}>
              <QrCode aria-hidden="true" />
              {m.host_invite()}
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={onScreen} disabled={isOffline}>
              <Monitor aria-hidden="true" />
              {m.host_open_screen()}
            </DropdownMenuItem>
          </>
        )}
        {event.status === 'live' && (
          <DropdownMenuItem onSelect={onPause} disabled={isOffline}>
            <CirclePause aria-hidden="true" />
            {m.host_pause_event()}
          </DropdownMenuItem>
        )}
        {!isOver && (
          <DropdownMenuItem asChild>
            <Link to="/host/events/$eventId/settings" params={{ eventId }}>
              <Settings aria-hidden="true" />
              {m.host_settings()}
            </Link>
          </DropdownMenuItem>
        )}
        {isDesk && (
          <DropdownMenuItem onSelect={onShortcuts}>
            <Keyboard aria-hidden="true" />
            {m.host_shortcuts()}
          </DropdownMenuItem>
        )}
        {!isDesk && <ThemeItems />}
        {!isOffline && <ExportItems eventId={eventId} />}
        {!isOver && (!isDesk || event.status !== 'live') && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem variant="danger" onSelect={onEnd} disabled={isOffline}>
              <Square aria-hidden="true" />
              {m.host_end_event()}
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
