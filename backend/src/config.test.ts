/** The environment as the person at the terminal meets it: a value, or one sentence that says what to do. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Env, loadConfig, StartError } from './config.ts';

const secret = 'a-secret-of-at-least-32-characters';
const needed: Env = { DATABASE_URL: 'postgresql://plenum:pw@db.example:5432/plenum', TOKEN_SECRET: secret };

function refusal(env: Env): string {
  try {
    loadConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    return (error as StartError).message;
  }
  throw new Error('it started');
}

describe('§7 the environment', () => {
  test('a database and a secret are enough; all else has a default', () => {
    expect(loadConfig(needed)).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: null,
      bootstrapApiKeys: [],
      trustProxy: false,
      drainSeconds: 5,
      demo: false,
      dataDir: '.data',
      images: { dir: join('.data', 'images') },
      webDir: null,
    });
  });

  test('empty means unset', () => {
    expect(loadConfig({ ...needed, PORT: '', PUBLIC_URL: ' ', BOOTSTRAP_API_KEY: '' })).toMatchObject({
      port: 3000,
      publicUrl: null,
      bootstrapApiKeys: [],
    });
  });

  test('the value is frozen', () => {
    expect(Object.isFrozen(loadConfig(needed))).toBe(true);
  });

  test('PUBLIC_URL becomes an origin', () => {
    expect(loadConfig({ ...needed, PUBLIC_URL: 'https://Polls.Example:443/' }).publicUrl).toBe(
      'https://polls.example',
    );
  });

  test('[S4] TRUST_PROXY is a list of addresses and ranges', () => {
    expect(loadConfig({ ...needed, TRUST_PROXY: '10.0.0.0/8, ::1' }).trustProxy).toEqual([
      '10.0.0.0/8',
      '::1',
    ]);
  });

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['DRAIN_SECONDS', '60'],
    ['DATABASE_URL', 'mysql://db.example/plenum'],
    ['DATABASE_URL', 'db.example:5432'],
    ['DATABASE_URL', 'postgresql://db.example'],
    ['TOKEN_SECRET', 'short'],
    ['BOOTSTRAP_API_KEY', 'short'],
    ['BOOTSTRAP_API_KEY', 'thirty-two characters, with spaces in'],
    ['PUBLIC_URL', 'polls.example'],
    ['PUBLIC_URL', 'ftp://polls.example'],
    ['PUBLIC_URL', 'https://polls.example/app'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '1'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '10.0.0.0/8,proxy.example'],
    ['LOG_LEVEL', 'loud'],
    ['DEMO', 'perhaps'],
  ])('%s=%s is refused in one sentence that names it', (name, value) => {
    const sentence = refusal({ ...needed, [name]: value });
    expect(sentence).toContain(name);
    expect(sentence).toMatch(/^[^\n]+\.$/);
  });

  test('without DATABASE_URL the sentence names both ways out', () => {
    expect(refusal({ TOKEN_SECRET: secret })).toMatch(/DATABASE_URL.*npm start/);
  });

  test('TOKEN_SECRET is required with DATABASE_URL', () => {
    expect(refusal({ DATABASE_URL: needed.DATABASE_URL })).toContain('TOKEN_SECRET is not set');
  });

  test('no sentence repeats a password or a secret', () => {
    expect(refusal({ ...needed, DATABASE_URL: 'mysql://u:hunter2@db/x' })).not.toContain('hunter2');
    expect(refusal({ ...needed, TOKEN_SECRET: 'hunter2' })).not.toContain('hunter2');
  });
});

describe('where pictures lie', () => {
  const keys: Env = {
    AWS_ACCESS_KEY_ID: 'AKID',
    AWS_SECRET_ACCESS_KEY: 'hunter2',
    AWS_SESSION_TOKEN: 'session',
  };
  const bucket: Env = { ...needed, IMAGES_BUCKET: 'pictures', IMAGES_REGION: 'eu-central-1' };
  const imagesOf = (env: Env) => loadConfig({ ...needed, ...env }).images;

  test('in a folder beside the other data, or in one that is named', () => {
    expect(imagesOf({ DATA_DIR: '/srv' })).toEqual({ dir: join('/srv', 'images') });
    expect(imagesOf({ IMAGES_DIR: '/pictures', AWS_REGION: 'eu-central-1' })).toEqual({ dir: '/pictures' });
  });

  test('in a bucket, with the region and the keys that AWS tools read too', () => {
    expect(imagesOf({ IMAGES_BUCKET: 'pictures', AWS_REGION: 'eu-west-1', ...keys })).toEqual({
      bucket: 'pictures',
      region: 'eu-west-1',
      endpoint: null,
      credentials: { accessKeyId: 'AKID', secretAccessKey: 'hunter2', sessionToken: 'session' },
    });
  });

  test('in a store that speaks like S3 and knows no regions', () => {
    expect(
      imagesOf({ IMAGES_BUCKET: 'pictures', IMAGES_ENDPOINT: 'http://minio:9000/', ...keys }),
    ).toMatchObject({
      region: 'us-east-1',
      endpoint: 'http://minio:9000',
    });
  });

  test('on ECS and EKS the keys are the role’s', () => {
    const credentialsOf = (env: Env) => imagesOf({ ...bucket, ...env });
    expect(credentialsOf({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/x' })).toMatchObject({
      credentials: { url: 'http://169.254.170.2/v2/credentials/x', token: null, tokenFile: null },
    });
    expect(
      credentialsOf({
        AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/var/run/token',
      }),
    ).toMatchObject({
      credentials: { url: 'http://169.254.170.23/v1/credentials', token: null, tokenFile: '/var/run/token' },
    });
  });

  test.each<[string, Env]>([
    ['IMAGES_BUCKET', { ...keys, IMAGES_BUCKET: 's3://pictures' }],
    ['IMAGES_REGION', { ...keys, IMAGES_REGION: '' }],
    ['IMAGES_ENDPOINT', { ...keys, IMAGES_ENDPOINT: 'minio:9000' }],
    ['AWS_ACCESS_KEY_ID', {}],
    ['AWS_ACCESS_KEY_ID', { AWS_SECRET_ACCESS_KEY: 'hunter2' }],
    [
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://keys.example/mine' },
    ],
  ])('%s is named when it is what stands in the way', (name, env) => {
    const sentence = refusal({ ...bucket, ...env });
    expect(sentence).toContain(name);
    expect(sentence).not.toContain('hunter2');
    expect(sentence).toMatch(/^[^\n]+\.$/);
  });
});
