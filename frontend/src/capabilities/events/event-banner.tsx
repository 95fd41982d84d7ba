/** Offline, slow, catching up, back again, started anew, paused: in words, above the content, and said aloud once. */
import { Check, Clock3, RefreshCw, RotateCcw, WifiOff } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Banner } from '#/components/banner.tsx';
import { useAnnounced } from '#/components/live-regions.tsx';
import { counted } from '#/lib/format.ts';
import { useParticipation } from '#/live/participation.tsx';
import { type ConnectionStatus, useConnection } from '#/live/use-connection.ts';
import { useOutboxSummary } from '#/live/use-own-answer.ts';
import * as m from '#/paraglide/messages.js';

const BACK_ONLINE_MS = 4_000;

/** @param isPaused  The host paused the event while something stands on the page. */
export function EventBanner({ isPaused }: { isPaused: boolean }) {
  const { status } = useConnection();
  const { wasRestarted } = useParticipation();
  const { waiting, isDurable } = useOutboxSummary();
  const savedAgain = useSavedAgain(status, waiting);
  const news = bannerOf({ status, waiting, isDurable, savedAgain, wasRestarted, isPaused });
  useAnnounced(news === null ? null : [news.title, news.text].filter(Boolean).join(' '));
  if (news === null) return null;
  return (
    <Banner
      variant={news.variant}
      icon={news.icon}
      title={news.title}
      isOnOwnLine={news.variant === 'warning'}
    >
      {news.text}
    </Banner>
  );
}

interface Situation {
  readonly status: ConnectionStatus;
  readonly waiting: number;
  readonly isDurable: boolean;
  readonly savedAgain: number;
  readonly wasRestarted: boolean;
  readonly isPaused: boolean;
}

interface News {
  readonly variant: 'muted' | 'warning' | 'success';
  readonly icon: ReactNode;
  readonly title: string;
  readonly text?: string;
}

/** The one thing that matters most; `null` when all is well. */
function bannerOf({
  status,
  waiting,
  isDurable,
  savedAgain,
  wasRestarted,
  isPaused,
}: Situation): News | null {
  const offline = { variant: 'warning', icon: <WifiOff aria-hidden="true" /> } as const;
  if (status === 'offline' && waiting > 0) {
    const text = isDurable ? m.offline_safe({ n: waiting }) : m.offline_keep_open();
    return { ...offline, title: m.offline_waiting(counted(waiting)), text };
  }
  if (status === 'offline') return { ...offline, title: m.offline_title(), text: m.offline_text() };
  if (status === 'slow') return { ...offline, title: m.slow_title(), text: m.slow_text() };
  if (status === 'catching-up') {
    const icon = <RefreshCw aria-hidden="true" />;
    return { variant: 'muted', icon, title: m.catching_up_title(), text: m.catching_up_text() };
  }
  if (savedAgain > 0) {
    const icon = <Check aria-hidden="true" strokeWidth={3} />;
    return { variant: 'success', icon, title: m.back_online(counted(savedAgain)) };
  }
  if (isPaused) return { variant: 'muted', icon: <Clock3 aria-hidden="true" />, title: m.break_soon() };
  if (wasRestarted) return { variant: 'muted', icon: <RotateCcw aria-hidden="true" />, title: m.restarted() };
  return null;
}

/** How many answers that waited offline are saved now; 0 when none did, some were refused, or it was said. */
function useSavedAgain(status: ConnectionStatus, waiting: number): number {
  const { outbox } = useParticipation();
  const waited = useRef(0);
  const [saved, setSaved] = useState(0);
  useEffect(() => {
    if (status === 'offline') waited.current = Math.max(waited.current, waiting);
    if (status !== 'live' || waiting > 0 || waited.current === 0) return;
    const isAnyLost = [...outbox.getSnapshot().acts.values()].some(({ state }) => state.status !== 'saved');
    setSaved(isAnyLost ? 0 : waited.current);
    waited.current = 0;
  }, [status, waiting, outbox]);
  useEffect(() => {
    if (saved === 0) return;
    const timer = setTimeout(() => setSaved(0), BACK_ONLINE_MS);
    return () => clearTimeout(timer);
  }, [saved]);
  return saved;
}
