/** Which TCP ports of this machine are free. Only a guess about the future: someone else may take one meanwhile. */
import { createServer } from 'node:net';

/** A port nobody listens on at the moment, chosen by the system. */
export async function freePort(): Promise<number> {
  const port = await listenOnce(0);
  if (!port) throw new Error('no free TCP port');
  return port;
}

export async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== undefined;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
