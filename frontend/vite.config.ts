/** Builds the client as static files (`dist/client`); in development serves it and hands `/v1` on to the API. */
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import tailwindcss from '@tailwindcss/vite';
import { tanstackStart } from '@tanstack/react-start/plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = { target: process.env.API_URL ?? 'http://127.0.0.1:3000' };

export default defineConfig({
  server: {
    port: 5173,
    proxy: { '/v1': api, '/docs': api, '/openapi.json': api },
  },
  build: { target: ['es2022', 'safari16', 'chrome111', 'firefox114'], assetsInlineLimit: 2_048 },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              // Left alone, what phones share with the host's pages falls into some thirty crumbs. A phone on venue Wi-Fi
              // pays for every request: two files hold all it needs, and joining already brings the event's own.
              groups: [
                // Words come through one index, so the hosts' must be taken out by name, each page its own.
                {
                  name: 'host-words',
                  entriesAware: true,
                  test: /paraglide[\\/]messages[\\/](host|screen)_/,
                  priority: 3,
                },
                { name: 'start', tags: ['$initial'], priority: 2 },
                { name: 'attendee', test: /routes[\\/]_app\b/, priority: 1 },
              ],
            },
          },
        },
      },
    },
  },
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/paraglide',
      // The locale is ours to decide (lib/locale.ts): none of the built-in ways, and none of their code.
      strategy: ['globalVariable', 'baseLocale'],
      isServer: 'import.meta.env.SSR',
      emitReadme: false,
      emitPrettierIgnore: false,
    }),
    tailwindcss(),
    tanstackStart({ spa: { enabled: true, prerender: { outputPath: '/index.html' } } }),
    react(),
  ],
});
