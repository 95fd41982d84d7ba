/**
 * The document. Its component is the bare outlet: the prerendered shell holds what this file draws, for whatever
 * address it is served at, so anything that depends on the address or the person must stand further in.
 */
import fontUrl from '@fontsource-variable/geist/files/geist-latin-wght-normal.woff2?url';
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, HeadContent, Outlet, Scripts } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { themeScript } from '#/lib/theme.ts';
// For its effect, not as `?url`: the two builds would name the file differently.
import '../styles.css';

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  head: () => ({
    meta: [
      { charSet: 'utf-8' },
      { name: 'viewport', content: 'width=device-width, initial-scale=1, viewport-fit=cover' },
      { title: 'Plenum' },
      { name: 'theme-color', content: '#fbfaf8' },
    ],
    links: [
      { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
      { rel: 'preload', href: fontUrl, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
    ],
    scripts: [{ children: themeScript }],
  }),
  shellComponent: Shell,
  component: Outlet,
});

function Shell({ children }: { children: ReactNode }) {
  return (
    // Language, direction and theme are this person's: set before hydration, unknown to the prerendered shell.
    <html lang="en" dir="ltr" suppressHydrationWarning>
      <head>
        <HeadContent />
      </head>
      <body>
        {children}
        <Scripts />
      </body>
    </html>
  );
}
