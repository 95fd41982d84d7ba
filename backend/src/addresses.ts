/** What the terminal shows once the product answers: where people find it, and a code for the phones in the room. */
import { networkInterfaces } from 'node:os';
import { renderUnicodeCompact } from 'uqr';
import type { Config } from '#/config.ts';

/** Paths of the demo event, made when it is shown: the host's signs in once. */
export interface DemoLinks {
  readonly code: string;
  readonly attendeePath: string;
  readonly hostPath: string;
  readonly screenPath: string;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Keeps the demo event ready and says where it is; absent outside demo mode. */
    demo?: () => Promise<DemoLinks>;
  }
}

/**
 * The origin people should use: PUBLIC_URL, else one under which this machine is reached.
 * @param port  The one that is really listened on.
 */
export function originOf({ publicUrl, host }: Pick<Config, 'publicUrl' | 'host'>, port: number): string {
  if (publicUrl !== null) return publicUrl;
  const listensEverywhere = host === '0.0.0.0' || host === '::';
  const isLoopback = host === '127.0.0.1' || host === '::1';
  const name = listensEverywhere ? (lanAddress() ?? 'localhost') : isLoopback ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** This machine's address on the network that phones share with it. Not those of containers and virtual machines. */
export function lanAddress(interfaces = networkInterfaces()): string | null {
  const addresses = Object.entries(interfaces)
    .filter(([name]) => !/^(docker|br-|veth|virbr|cni|flannel|tun|tap|utun|vmnet|vboxnet)/.test(name))
    .flatMap(([, entries]) => entries ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  const isPrivate = (address: string) => /^(192\.168|10|172\.(1[6-9]|2\d|3[01]))\./.test(address);
  return addresses.find(isPrivate) ?? addresses[0] ?? null;
}

/** The lines for the terminal; with a demo, its three addresses and the QR code of the attendees'. */
export function addressLines(origin: string, demo: DemoLinks | null): string[] {
  if (demo === null) return [`Plenum answers at ${origin}`];
  const attendee = origin + demo.attendeePath;
  return [
    '',
    `  Attendees  ${attendee}   (code ${demo.code})`,
    `  Host       ${origin}${demo.hostPath}   (signs in once)`,
    `  Screen     ${origin}${demo.screenPath}`,
    '',
    renderUnicodeCompact(attendee, { border: 2 }),
    '',
    '  Ctrl-C stops it.',
    '',
  ];
}

/** Prints them to standard output, where people look; logs go there too, but one line each. */
export function printAddresses(origin: string, demo: DemoLinks | null): void {
  console.log(addressLines(origin, demo).join('\n'));
}
