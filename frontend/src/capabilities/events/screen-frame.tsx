/**
 * What every projected page stands in. One unit for everything, `--u`: 1 % of the width of a 16:9 picture, whatever the
 * projector has. The pointer hides when nobody moves it; moving it brings the keys as buttons.
 */
import { type CSSProperties, type ReactNode, useEffect, useState } from 'react';
import { cn } from '#/lib/cn.ts';
import * as m from '#/paraglide/messages.js';
import type { ScreenSettings } from './screen-view.ts';

const IDLE_MS = 3_000;

export function ScreenFrame({ settings, children }: { settings: ScreenSettings; children: ReactNode }) {
  const isIdle = useIdle();
  return (
    <div
      className={cn(
        'relative flex h-dvh w-full flex-col overflow-hidden bg-background leading-[1.15] text-foreground',
        // Lamps wash edges out.
        '[--border:oklch(0.83_0.008_70)] [--track:oklch(0.895_0.006_70)] dark:[--border:oklch(0.4_0.03_272)] dark:[--track:oklch(0.335_0.03_272)]',
        isIdle && 'cursor-none',
      )}
      style={{ '--u': `calc(min(1vw, 1.778vh) * ${settings.zoom})` } as CSSProperties}
    >
      {settings.isBlank ? <BlankPage /> : children}
      <ScreenKeys settings={settings} isShown={!isIdle} />
    </div>
  );
}

/** Nothing to look at: the room looks at who speaks. */
export function BlankPage() {
  return (
    <main className="flex-1">
      <h1 className="sr-only">{m.screen_blank()}</h1>
    </main>
  );
}

function ScreenKeys({ settings, isShown }: { settings: ScreenSettings; isShown: boolean }) {
  const keys: [key: string, word: string, run: () => void][] = [
    ['F', m.screen_key_full(), toggleFullScreen],
    ['D', settings.isDark ? m.screen_key_light() : m.screen_key_dark(), settings.toggleTheme],
    ['−', m.screen_key_smaller(), () => settings.resize(-1)],
    ['+', m.screen_key_larger(), () => settings.resize(1)],
    ['B', settings.isBlank ? m.screen_key_unblank() : m.screen_key_blank(), settings.toggleBlank],
  ];
  return (
    <aside
      aria-label={m.screen_keys()}
      className={cn(
        'absolute inset-x-0 bottom-3 z-10 mx-auto flex w-fit max-w-full flex-wrap justify-center gap-1 rounded-2xl border border-border bg-popover p-1.5 text-sm shadow-lg transition-opacity focus-within:opacity-100',
        isShown ? 'opacity-100' : 'pointer-events-none opacity-0',
      )}
    >
      {keys.map(([key, word, run]) => (
        <button
          key={key}
          type="button"
          onClick={run}
          className="flex min-h-11 items-center gap-2 rounded-md px-3 font-[560] hover:bg-secondary"
        >
          <kbd className="grid h-5.5 min-w-5.5 place-items-center rounded-[6px] border border-border px-1.5 font-sans text-xs font-semibold text-muted-foreground">
            {key}
          </kbd>
          {word}
        </button>
      ))}
    </aside>
  );
}

export function toggleFullScreen(): void {
  if (document.fullscreenElement === null)
    void document.documentElement.requestFullscreen?.().catch(() => {});
  else void document.exitFullscreen();
}

function useIdle(): boolean {
  const [isIdle, setIsIdle] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const move = () => {
      setIsIdle(false);
      clearTimeout(timer);
      timer = setTimeout(() => setIsIdle(true), IDLE_MS);
    };
    document.addEventListener('pointermove', move);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointermove', move);
    };
  }, []);
  return isIdle;
}
