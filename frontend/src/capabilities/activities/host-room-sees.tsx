/** What phones and the screen show right now, in words. */
import { Monitor, Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import * as m from '#/paraglide/messages.js';
import type { Sees } from './host-sees.ts';

export function RoomSees({
  phones,
  screen,
  stage,
}: {
  phones: Sees;
  screen: Sees /** Changes the screen. */;
  stage?: ReactNode;
}) {
  return (
    <div className="grid gap-2.5 sm:grid-cols-2">
      <Tile
        icon={<Smartphone aria-hidden="true" />}
        title={m.host_on_phones()}
        text={phonesSentence(phones)}
      />
      <Tile icon={<Monitor aria-hidden="true" />} title={m.host_on_screen()} text={screenSentence(screen)}>
        {stage}
      </Tile>
    </div>
  );
}

function Tile({
  icon,
  title,
  text,
  children,
}: {
  icon: ReactNode;
  title: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <div className="flex items-start gap-2.75 rounded-[12px] bg-muted px-3.5 py-2.75 text-[0.84375rem] leading-5 [&>svg]:mt-px [&>svg]:size-4.5 [&>svg]:shrink-0 [&>svg]:text-muted-foreground">
      {icon}
      <div className="min-w-0 flex-1">
        <div className="flex items-center justify-between gap-2">
          <h2 className="font-semibold">{title}</h2>
          {children}
        </div>
        <p dir="auto" className="text-muted-foreground wrap-words">
          {text}
        </p>
      </div>
    </div>
  );
}

export function phonesSentence(sees: Sees): string {
  switch (sees.what) {
    case 'own-pace':
      return m.host_pace_phones();
    case 'early':
      return m.host_sees_early();
    case 'thanks':
      return m.host_sees_thanks();
    case 'other':
      return m.host_sees_other({ title: sees.title });
    case 'question':
      return sees.isOpen ? openSentence(sees.results) : closedSentence(sees.results);
    default:
      return m.host_sees_waiting();
  }
}

function openSentence(results: 'none' | 'answered' | 'room' | 'solution'): string {
  switch (results) {
    case 'none':
      return m.host_phones_open();
    case 'answered':
      return m.host_phones_open_answered();
    case 'room':
      return m.host_phones_open_results();
    case 'solution':
      return m.host_phones_open_solution();
  }
}

function closedSentence(results: 'none' | 'answered' | 'room' | 'solution'): string {
  switch (results) {
    case 'none':
      return m.host_phones_closed();
    case 'answered':
      return m.host_phones_closed_answered();
    case 'room':
      return m.host_sees_results();
    case 'solution':
      return m.host_sees_solution();
  }
}

export function screenSentence(sees: Sees): string {
  switch (sees.what) {
    case 'join':
      return m.host_screen_join();
    case 'leaderboard':
      return m.host_screen_leaderboard();
    case 'blank':
      return m.host_screen_blank();
    case 'other':
      return m.host_sees_other({ title: sees.title });
    case 'question':
      if (sees.results === 'solution') return m.host_sees_solution();
      if (sees.results === 'room') return m.host_sees_results();
      return sees.isOpen ? m.host_screen_open() : m.host_screen_closed();
    default:
      return m.host_screen_waiting();
  }
}
