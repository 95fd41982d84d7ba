/** The router and the query client. In the browser, language and theme are known before the first page is drawn. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { PageError } from '#/components/page-error.tsx';
import { startLocale } from '#/lib/locale.ts';
import { startTheme } from '#/lib/theme.ts';
import { routeTree } from './routeTree.gen';

if (typeof document !== 'undefined') {
  startLocale();
  startTheme();
}

export function getRouter() {
  const queryClient = new QueryClient({
    // Hosts' lists may be a little old; what is live never comes through here by itself (`live/`).
    defaultOptions: { queries: { staleTime: 5_000, retry: 1, refetchOnWindowFocus: false } },
  });
  return createRouter({
    routeTree,
    context: { queryClient },
    scrollRestoration: true,
    // Also what the prerendered shell holds: empty in every language. Without it hydration fails on `/`.
    defaultPendingComponent: () => <div className="min-h-dvh" />,
    defaultPendingMs: 300,
    defaultErrorComponent: PageError,
    // biome-ignore lint/correctness/noComponentHookFactories: made once, with the router it belongs to.
    Wrap: ({ children }) => <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof getRouter>;
  }
}
