/** Who is signed in, how the pages look to them, and the way out. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LogOut } from 'lucide-react';
import { signOutHost } from '#/api/hosts.ts';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#/components/ui/dropdown-menu.tsx';
import { LANGUAGES, type Locale, setLocale, useLocale } from '#/lib/locale.ts';
import { setTheme, type Theme, useTheme } from '#/lib/theme.ts';
import * as m from '#/paraglide/messages.js';
import { enterSession, useHostUser } from './session.ts';

export function AccountMenu() {
  const user = useHostUser();
  if (user === null) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`${initials(user.name)}, ${m.host_account_of({ name: user.name })}`}
        className="grid size-11 shrink-0 place-items-center rounded-full"
      >
        <span
          aria-hidden="true"
          className="grid size-7.5 place-items-center rounded-full bg-accent text-xs font-[620]"
        >
          {initials(user.name)}
        </span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="max-w-80">
        <DropdownMenuLabel>
          <span className="block truncate text-sm text-foreground">{user.name}</span>
          <bdi className="block truncate font-normal">{user.email}</bdi>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <ThemeItems />
        <DropdownMenuSeparator />
        <LanguageItems />
        <DropdownMenuSeparator />
        <SignOutItem />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

export function ThemeItems() {
  return (
    <DropdownMenuRadioGroup
      value={useTheme()}
      onValueChange={(theme) => setTheme(theme as Theme)}
      aria-label={m.theme()}
    >
      <DropdownMenuLabel>{m.theme()}</DropdownMenuLabel>
      <DropdownMenuRadioItem value="system">{m.theme_system()}</DropdownMenuRadioItem>
      <DropdownMenuRadioItem value="light">{m.theme_light()}</DropdownMenuRadioItem>
      <DropdownMenuRadioItem value="dark">{m.theme_dark()}</DropdownMenuRadioItem>
    </DropdownMenuRadioGroup>
  );
}

function LanguageItems() {
  return (
    <DropdownMenuRadioGroup
      value={useLocale()}
      onValueChange={(locale) => setLocale(locale as Locale)}
      aria-label={m.language()}
    >
      <DropdownMenuLabel>{m.language()}</DropdownMenuLabel>
      {Object.entries(LANGUAGES).map(([tag, name]) => (
        <DropdownMenuRadioItem key={tag} value={tag} lang={tag}>
          {name}
        </DropdownMenuRadioItem>
      ))}
    </DropdownMenuRadioGroup>
  );
}

function SignOutItem() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: signOutHost,
    async onSuccess(session) {
      await navigate({ to: '/host/sign-in' });
      enterSession(queryClient, session);
    },
  });
  return (
    <DropdownMenuItem onSelect={() => signOut.mutate()}>
      <LogOut aria-hidden="true" />
      {m.host_sign_out()}
    </DropdownMenuItem>
  );
}

/** The first letters of the first and the last name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return letters.join('').toLocaleUpperCase();
}
