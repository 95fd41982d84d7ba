/** Beside the settings, where there is room: their sections, the one in view marked, each with an address of its own. */
import {
  DoorOpen,
  type LucideIcon,
  MessagesSquare,
  ShieldCheck,
  SlidersHorizontal,
  UsersRound,
} from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import * as m from '#/paraglide/messages.js';
import { sectionInView } from './host-settings-nav.ts';

/** As they stand on the page. */
const SECTIONS: readonly (readonly [id: string, name: () => string, icon: LucideIcon])[] = [
  ['general', m.host_settings_general, SlidersHorizontal],
  ['joining', m.host_settings_joining, DoorOpen],
  ['review', m.host_settings_review, MessagesSquare],
  ['teams', m.host_settings_teams, UsersRound],
  ['privacy', m.host_settings_privacy, ShieldCheck],
];

export function SettingsList() {
  const { current, goTo } = useSection();
  return (
    <nav aria-label={m.host_settings()} className="hidden lg:block">
      <ul className="grid gap-0.5">
        {SECTIONS.map(([id, name, Icon]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={id === current ? 'location' : undefined}
              onClick={() => goTo(id)}
              className="flex min-h-9.5 items-center gap-2.75 rounded-[11px] border border-transparent px-2.5 py-1.5 font-medium text-muted-foreground hover:text-foreground pointer-coarse:min-h-11 aria-[current]:border-border aria-[current]:border-s-2 aria-[current]:border-s-primary aria-[current]:bg-card aria-[current]:font-[620] aria-[current]:text-foreground"
            >
              <Icon aria-hidden="true" className="size-4.5 shrink-0" />
              <span className="min-w-0 wrap-words">{name()}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Scrolling on by so much is leaving where one went. */
const LEFT_PX = 40;

/** The section in view. Where one went by the list stays marked until one scrolls on, however short it is. */
function useSection() {
  const [current, setCurrent] = useState<string | null>(null);
  const gone = useRef<{ id: string; y: number | null } | null>(null);

  useEffect(() => {
    const mark = () => {
      const { scrollHeight, clientHeight } = document.documentElement;
      if (gone.current !== null) {
        gone.current.y ??= scrollY;
        if (Math.abs(scrollY - gone.current.y) <= LEFT_PX) return setCurrent(gone.current.id);
        gone.current = null;
      }
      const places = SECTIONS.flatMap(([id]) => {
        const section = document.getElementById(id);
        return section === null ? [] : [{ id, top: section.getBoundingClientRect().top }];
      });
      const isAtEnd = scrollY > 0 && scrollY + clientHeight >= scrollHeight - 2;
      setCurrent(sectionInView(places, { height: clientHeight, isAtEnd }));
    };
    const goToAddress = () => {
      const id = location.hash.slice(1);
      if (!SECTIONS.some(([one]) => one === id)) return;
      document.getElementById(id)?.scrollIntoView();
      gone.current = { id, y: scrollY };
    };
    // The page came after its address: the browser looked for the section too early.
    goToAddress();
    mark();
    addEventListener('hashchange', goToAddress);
    addEventListener('scroll', mark, { passive: true });
    addEventListener('resize', mark);
    return () => {
      removeEventListener('hashchange', goToAddress);
      removeEventListener('scroll', mark);
      removeEventListener('resize', mark);
    };
  }, []);

  const goTo = (id: string) => {
    gone.current = { id, y: null };
    setCurrent(id);
  };
  return { current, goTo };
}
