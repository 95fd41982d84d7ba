/**
 * Where the browser begins. Start's own entry also carries the machinery of server functions and its serialiser, 13 KB
 * compressed that every phone would load for nothing: we have no server, only files and an API.
 */
import { RouterClient } from '@tanstack/react-router/ssr/client';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { getRouter } from './router.tsx';

const router = getRouter();

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RouterClient router={router} />
    </StrictMode>,
  );
});
