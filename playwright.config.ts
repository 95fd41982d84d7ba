/** Browser tests: real browsers on the real product, which `scripts/e2e-server.ts` starts with an empty database. */
import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './scripts/chromium.ts';
import { freePort } from './scripts/ports.ts';

// Read again in every worker: what the first reading chose is handed down in the environment.
process.env.E2E_PORT ??= String(await freePort());
process.env.BOOTSTRAP_API_KEY ??= 'e2e-key-0123456789abcdef0123456789abcdef';

const { executablePath, env } = await findChromium();
const url = `http://127.0.0.1:${process.env.E2E_PORT}`;

export default defineConfig({
  testDir: 'frontend/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: url,
    // Recording takes a third of the time; what failed is run again by hand.
    trace: process.env.CI ? 'off' : 'retain-on-failure',
    launchOptions: {
      executablePath,
      env: { ...(process.env as Record<string, string>), ...env },
      args: [
        '--no-sandbox', // containers and root; only our own pages are opened
        '--disable-dev-shm-usage', // containers have 64 MB there
        // A name that is not localhost and has no TLS, like a phone's view of a laptop (S7).
        '--host-resolver-rules=MAP plenum.test 127.0.0.1',
        // Nothing leaves the machine.
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'exec node scripts/e2e-server.ts',
    url: `${url}/livez`,
    env: { PORT: process.env.E2E_PORT, BOOTSTRAP_API_KEY: process.env.BOOTSTRAP_API_KEY },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    stdout: 'ignore',
    stderr: 'pipe',
    timeout: 60_000,
  },
});
