import { describe, expect, test } from 'vitest';
import { addressLines, lanAddress, originOf } from './addresses.ts';

const entry = (address: string, rest: object = {}) =>
  ({ address, family: 'IPv4', internal: false, netmask: '', mac: '', cidr: null, ...rest }) as never;

describe('§7 the addresses in the terminal', () => {
  test('PUBLIC_URL is what people should use', () => {
    expect(originOf({ publicUrl: 'https://polls.example', host: '0.0.0.0' }, 3000)).toBe(
      'https://polls.example',
    );
  });

  test('on this machine only it is localhost, with the real port', () => {
    expect(originOf({ publicUrl: null, host: '127.0.0.1' }, 4711)).toBe('http://localhost:4711');
  });

  test('IPv6 addresses are bracketed', () => {
    expect(originOf({ publicUrl: null, host: 'fd00::5' }, 3000)).toBe('http://[fd00::5]:3000');
  });

  test('for phones it is the address on their network, not that of a container bridge or a loopback', () => {
    expect(
      lanAddress({
        lo: [entry('127.0.0.1', { internal: true })],
        docker0: [entry('172.17.0.1')],
        eth0: [entry('fe80::1', { family: 'IPv6' }), entry('203.0.113.9')],
        wlan0: [entry('192.168.1.20')],
      }),
    ).toBe('192.168.1.20');
    expect(lanAddress({ eth0: [entry('203.0.113.9')] })).toBe('203.0.113.9');
    expect(lanAddress({})).toBeNull();
  });

  test('a demo shows three addresses and a QR code', () => {
    const lines = addressLines('http://192.168.1.20:3000', {
      code: 'ABC234',
      attendeePath: '/j/ABC234',
      hostPath: '/v1/auth/link?token=t&to=/host',
      screenPath: '/screen#t',
    }).join('\n');
    expect(lines).toContain('http://192.168.1.20:3000/j/ABC234');
    expect(lines).toContain('http://192.168.1.20:3000/v1/auth/link?token=t');
    expect(lines).toContain('http://192.168.1.20:3000/screen#t');
    expect(lines).toMatch(/[█▀▄]{8}/);
  });
});
