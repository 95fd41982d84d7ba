/**
 * The environment, read once into one typed, frozen value. Nothing else reads `process.env`.
 * What is wrong is said in one sentence that tells what to do (`StartError`), before anything is started.
 */
import { isIP } from 'node:net';
import { join } from 'node:path';

/** A reason not to start: its message is one plain sentence for the person at the terminal; no stack is shown. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  /** Connections of this process to PostgreSQL. */
  readonly databasePoolMax: number;
  /** Origin under which browsers reach us (`https://polls.example`), without a path; null = whatever Host they used. */
  readonly publicUrl: string | null;
  /** Each is a host account of its own. */
  readonly bootstrapApiKeys: readonly string[];
  /** At least 32 characters; all token keys are derived from it. */
  readonly tokenSecret: string;
  /** Addresses and CIDR ranges of the proxies whose `X-Forwarded-*` we believe, or false. */
  readonly trustProxy: readonly string[] | false;
  readonly logLevel: LogLevel;
  /** After SIGTERM: how long requests are still served while readiness already says no. */
  readonly drainSeconds: number;
  /** Whether a demo event and a demo host are kept ready. */
  readonly demo: boolean;
  /** Folder for what the embedded database keeps. */
  readonly dataDir: string;
  /** Where pictures lie. */
  readonly images: ImagesConfig;
  /** Folder of the built client, or null for the API alone. Not from the environment: `npm start` sets it. */
  readonly webDir: string | null;
  /** OTLP endpoint of an OpenTelemetry collector, or null. */
  readonly otelEndpoint: string | null;
}

export type ImagesConfig = { readonly dir: string } | BucketConfig;

export interface BucketConfig {
  readonly bucket: string;
  readonly region: string;
  /** Origin of a store that speaks like S3, without a slash at the end; null = Amazon's. */
  readonly endpoint: string | null;
  readonly credentials: BucketCredentials;
}

export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Keys, or where keys that expire are asked for. */
export type BucketCredentials =
  | AwsKeys
  | { readonly url: string; readonly token: string | null; readonly tokenFile: string | null };

export type Env = Readonly<Record<string, string | undefined>>;

/** Where ECS answers for the task's role, and EKS for the pod's. */
const ECS_CREDENTIALS = 'http://169.254.170.2';
const CREDENTIALS_HOSTS = [
  '169.254.170.2',
  '169.254.170.23',
  '[fd00:ec2::23]',
  '127.0.0.1',
  '[::1]',
  'localhost',
];

const SECRET_CHARACTERS_MIN = 32;
/** With this and 5 s to close, the process is gone before an orchestrator's usual 30 s kill. */
const DRAIN_SECONDS_MAX = 20;

/**
 * Reads and checks the environment.
 * @throws {StartError} naming the variable and what it should be.
 */
export function loadConfig(
  env: Env = process.env,
  { webDir = null }: { webDir?: string | null } = {},
): Config {
  const dataDir = text(env, 'DATA_DIR') ?? '.data';
  return Object.freeze({
    port: integer(env, 'PORT', 3000, 0, 65_535),
    host: text(env, 'HOST') ?? '127.0.0.1',
    databaseUrl: databaseUrl(env),
    databasePoolMax: integer(env, 'DATABASE_POOL_MAX', 10, 2, 200),
    publicUrl: publicUrl(env),
    bootstrapApiKeys: bootstrapApiKeys(env),
    tokenSecret: tokenSecret(env),
    trustProxy: trustProxy(env),
    logLevel: oneOf(env, 'LOG_LEVEL', LOG_LEVELS, 'info'),
    drainSeconds: integer(env, 'DRAIN_SECONDS', 5, 0, DRAIN_SECONDS_MAX),
    demo: flag(env, 'DEMO', false),
    dataDir,
    images: imagesConfig(env, dataDir),
    webDir,
    otelEndpoint: webAddress(env, 'OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318')?.href ?? null,
  });
}

/** Unset and empty mean the same: compose files and task definitions often pass empty strings. */
function text(env: Env, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

function integer(env: Env, name: string, fallback: number, min: number, max: number): number {
  const value = text(env, name);
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < min || number > max) {
    throw new StartError(`${name} is "${value}": set it to a whole number from ${min} to ${max}.`);
  }
  return number;
}

function flag(env: Env, name: string, fallback: boolean): boolean {
  const value = text(env, name)?.toLowerCase();
  if (value === undefined) return fallback;
  if (['1', 'true', 'on', 'yes'].includes(value)) return true;
  if (['0', 'false', 'off', 'no'].includes(value)) return false;
  throw new StartError(`${name} is "${value}": set it to on or off.`);
}

function oneOf<Value extends string>(
  env: Env,
  name: string,
  values: readonly Value[],
  fallback: Value,
): Value {
  const value = text(env, name)?.toLowerCase();
  if (value === undefined) return fallback;
  const known = values.find((one) => one === value);
  if (known === undefined)
    throw new StartError(`${name} is "${value}": set it to one of ${values.join(', ')}.`);
  return known;
}

/** The value itself is never repeated: it holds a password. */
function databaseUrl(env: Env): string {
  const value = text(env, 'DATABASE_URL');
  if (value === undefined) {
    throw new StartError(
      'DATABASE_URL is not set: give the address of a PostgreSQL 18 database, or run "npm start", which brings its own.',
    );
  }
  const url = URL.canParse(value) ? new URL(value) : null;
  const isPostgres = url !== null && ['postgres:', 'postgresql:'].includes(url.protocol);
  // A socket folder may stand in the query instead of a host name.
  if (!isPostgres || (url.hostname === '' && !url.searchParams.has('host')) || url.pathname.length < 2) {
    throw new StartError(
      'DATABASE_URL is not the address of a PostgreSQL database: write it as postgresql://user:password@host:5432/name.',
    );
  }
  return value;
}

function tokenSecret(env: Env): string {
  const value = text(env, 'TOKEN_SECRET');
  if (value === undefined) {
    throw new StartError(
      'TOKEN_SECRET is not set: with DATABASE_URL, set it to at least 32 random characters, the same for every process ' +
        '(for example the output of "openssl rand -base64 32").',
    );
  }
  if (value.length < SECRET_CHARACTERS_MIN) {
    throw new StartError(
      `TOKEN_SECRET has ${value.length} characters: set it to at least ${SECRET_CHARACTERS_MIN} random ones ` +
        '(for example the output of "openssl rand -base64 32").',
    );
  }
  return value;
}

function bootstrapApiKeys(env: Env): string[] {
  const value = text(env, 'BOOTSTRAP_API_KEY');
  if (value === undefined) return [];
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new StartError(
      'BOOTSTRAP_API_KEY holds spaces or other characters that an HTTP header cannot carry: use letters and digits.',
    );
  }
  if (value.length < SECRET_CHARACTERS_MIN) {
    throw new StartError(
      `BOOTSTRAP_API_KEY has ${value.length} characters: set it to at least ${SECRET_CHARACTERS_MIN} random ones.`,
    );
  }
  return [value];
}

function imagesConfig(env: Env, dataDir: string): ImagesConfig {
  const bucket = text(env, 'IMAGES_BUCKET');
  if (bucket === undefined) return { dir: text(env, 'IMAGES_DIR') ?? join(dataDir, 'images') };
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new StartError(
      `IMAGES_BUCKET is "${bucket}": set it to the name of a bucket, without s3:// and path.`,
    );
  }
  const endpoint = webAddress(env, 'IMAGES_ENDPOINT', 'http://minio:9000')?.origin ?? null;
  const region =
    text(env, 'IMAGES_REGION') ??
    text(env, 'AWS_REGION') ??
    text(env, 'AWS_DEFAULT_REGION') ??
    (endpoint && 'us-east-1');
  if (!region)
    throw new StartError('IMAGES_REGION is not set: give the region of IMAGES_BUCKET, such as eu-central-1.');
  return { bucket, region, endpoint, credentials: bucketCredentials(env) };
}

/** As the AWS SDKs do, of which these two ways are enough for keys in the environment, ECS and EKS. */
function bucketCredentials(env: Env): BucketCredentials {
  const accessKeyId = text(env, 'AWS_ACCESS_KEY_ID');
  const secretAccessKey = text(env, 'AWS_SECRET_ACCESS_KEY');
  const sessionToken = text(env, 'AWS_SESSION_TOKEN');
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };

  const path = text(env, 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI');
  const full = webAddress(env, 'AWS_CONTAINER_CREDENTIALS_FULL_URI', 'http://169.254.170.23/v1/credentials');
  if (path === undefined && full === null) {
    throw new StartError(
      'IMAGES_BUCKET needs AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the container a role.',
    );
  }
  // Over http the keys would pass whoever stands in between.
  if (path === undefined && full?.protocol === 'http:' && !CREDENTIALS_HOSTS.includes(full.hostname)) {
    throw new StartError(
      'AWS_CONTAINER_CREDENTIALS_FULL_URI is neither https nor an address of this machine or its container agent: correct it.',
    );
  }
  return {
    url: path === undefined ? (full?.href ?? '') : new URL(path, ECS_CREDENTIALS).href,
    token: text(env, 'AWS_CONTAINER_AUTHORIZATION_TOKEN') ?? null,
    tokenFile: text(env, 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE') ?? null,
  };
}

function publicUrl(env: Env): string | null {
  const url = webAddress(env, 'PUBLIC_URL', 'https://polls.example');
  if (url === null) return null;
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new StartError(
      'PUBLIC_URL has more than an origin: write it without path, query and user, such as https://polls.example.',
    );
  }
  return url.origin;
}

function webAddress(env: Env, name: string, example: string): URL | null {
  const value = text(env, name);
  if (value === undefined) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new StartError(`${name} is not a web address: write it as ${example}.`);
  }
  return url;
}

function trustProxy(env: Env): readonly string[] | false {
  const value = text(env, 'TRUST_PROXY');
  if (value === undefined || value.toLowerCase() === 'false') return false;
  const ranges = value.split(',').map((range) => range.trim());
  for (const range of ranges) {
    if (!isAddressRange(range)) {
      // `true` believes whoever asks, and a number of hops cannot tell a proxy from a stranger.
      throw new StartError(
        `TRUST_PROXY names "${range}": list the addresses or CIDR ranges of your proxies, such as 10.0.0.0/8,192.168.1.5.`,
      );
    }
  }
  return ranges;
}

function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
