/**
 * What can go wrong between a process and its database, as one sentence that says what to do. Everything that starts
 * (product, API, migrator) prints these; whatever has no sentence here is a defect and keeps its stack.
 */

/** Foreseeable trouble: `message` is the sentence, `cause` the driver's error. It never holds the password. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem';
}

/**
 * Checks the form of an address before anyone connects with it. `pg` itself would read `foo` as a host and wait.
 *
 * @throws {DatabaseProblem} when it is no PostgreSQL address or names no database.
 */
export function checkDatabaseUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const isPostgres = parsed?.protocol === 'postgresql:' || parsed?.protocol === 'postgres:';
  if (!parsed || !isPostgres || parsed.pathname.length < 2) {
    throw new DatabaseProblem(
      'DATABASE_URL is not a PostgreSQL address: write it as postgresql://user:password@host:5432/database.',
    );
  }
  return parsed;
}

/**
 * Gives an error of the driver its sentence.
 *
 * @param error  Whatever `pg` threw while connecting or querying.
 * @param url    The address that was used; host, user and database are quoted from it.
 * @returns a `DatabaseProblem`, or `undefined` when the error is not one of the foreseeable ones.
 */
export function describeDatabaseError(error: unknown, url: string): DatabaseProblem | undefined {
  if (error instanceof DatabaseProblem) return error;
  if (!(error instanceof Error)) return undefined;
  const sentence = sentenceFor(error, checkDatabaseUrl(url));
  return sentence ? new DatabaseProblem(sentence, { cause: error }) : undefined;
}

function sentenceFor(error: Error & { code?: unknown }, url: URL): string | undefined {
  const server = url.searchParams.get('host') ?? `${url.hostname || 'localhost'}:${url.port || 5432}`;
  const user = decodeURIComponent(url.username);
  const database = decodeURIComponent(url.pathname.slice(1));
  switch (error.code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host ${url.hostname} of DATABASE_URL is unknown: correct its name.`;
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENOENT': // the socket file of a local server
    case 'ETIMEDOUT':
      return noAnswer(server);
    case '28P01':
    case '28000':
      return `PostgreSQL at ${server} refuses the user "${user}": correct user or password in DATABASE_URL.`;
    case '3D000':
      return `The database "${database}" does not exist at ${server}: create it, or correct DATABASE_URL.`;
    case '42501':
      return `The user "${user}" lacks rights on the database "${database}" (${error.message}): grant them, or use another user.`;
    case '53300':
      return `PostgreSQL at ${server} has no connection left: raise max_connections or stop another client.`;
    case '57P03':
      return `PostgreSQL at ${server} is starting up or shutting down: try again in a moment.`;
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return `The certificate of ${server} is not trusted: give its authority with sslrootcert in DATABASE_URL.`;
  }
  // These two come from `pg` itself and carry no code.
  if (/timeout/i.test(error.message)) return noAnswer(server);
  if (/does not support SSL/.test(error.message)) {
    return `PostgreSQL at ${server} offers no TLS: remove sslmode from DATABASE_URL, or switch TLS on there.`;
  }
  return undefined;
}

function noAnswer(server: string): string {
  return `PostgreSQL does not answer at ${server}: start it, or correct DATABASE_URL.`;
}
