/** The language, in its own words. The browser's own picker: it fits twenty languages and every thumb. */
import { Languages } from 'lucide-react';
import { cn } from '#/lib/cn.ts';
import { LANGUAGES, type Locale, setLocale, useLocale } from '#/lib/locale.ts';
import * as m from '#/paraglide/messages.js';

export function LanguageSelect({ className }: { className?: string }) {
  const locale = useLocale();
  return (
    <span
      className={cn(
        'relative inline-flex min-h-11 items-center gap-2 rounded-md px-2.5 text-sm font-[560] text-muted-foreground has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring hover:bg-secondary hover:text-foreground',
        className,
      )}
    >
      <Languages aria-hidden="true" className="size-4.5" />
      <span aria-hidden="true">{LANGUAGES[locale]}</span>
      <select
        aria-label={m.language()}
        value={locale}
        onChange={(event) => setLocale(event.target.value as Locale)}
        className="absolute inset-0 cursor-pointer text-base opacity-0"
      >
        {Object.entries(LANGUAGES).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
