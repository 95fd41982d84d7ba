/**
 * The road between a process and PostgreSQL, as a TCP relay: it counts the statements that pass, and freezes without closing a
 * connection, as a network does that loses every packet.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface DatabaseRoad {
  /** The same database, reached over this road. */
  readonly url: string;
  /** Executed statements since the start. */
  statements(): number;
  /** From now on nothing passes in either direction. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

export async function aRoadTo(databaseUrl: string): Promise<DatabaseRoad> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isFrozen = false;
  let count = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    const countStatements = statementCounter(() => count++);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      if (isFrozen) from.pause();
      from.on('data', (chunk) => {
        if (from === client) countStatements(chunk);
        to.write(chunk);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  const each = (verb: 'pause' | 'resume') => {
    isFrozen = verb === 'pause';
    for (const socket of sockets) socket[verb]();
  };
  return {
    url: url.href,
    statements: () => count,
    freeze: () => each('pause'),
    thaw: () => each('resume'),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Reads the frontend's messages: type byte, length, body; `E` executes a prepared statement, `Q` a simple one. */
function statementCounter(onStatement: () => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let isStarted = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      // The first message has no type.
      const typeBytes = isStarted ? 1 : 0;
      if (rest.length < typeBytes + 4) return;
      const end = typeBytes + rest.readInt32BE(typeBytes);
      if (rest.length < end) return;
      const type = isStarted ? String.fromCharCode(rest[0] as number) : '';
      if (type === 'E' || type === 'Q') onStatement();
      isStarted = true;
      rest = rest.subarray(end);
    }
  };
}
