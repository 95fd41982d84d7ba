/** What hosts can do with their accounts: sign up, in and out, be recognised, come by a one-time link or an API key. */
import { randomUUID } from 'node:crypto';
import type { Config } from '#/config.ts';
import type { Database } from '#/db/client.ts';
import { AppError } from '#/errors.ts';
import { addressKey, createBuckets } from '#/http/limits.ts';
import type { HostDirectory } from '#/http/viewer.ts';
import { createAccounts, REDIRECT, translated } from './accounts.ts';
import { isLocalPath, SIGN_UPS, WRONG_PASSWORDS, WRONG_PASSWORDS_OF_ADDRESS } from './rules.ts';
import { createHostStore } from './store.ts';

export interface HostUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}
/** An account, and the cookies that make the browser its. */
export interface SignedIn {
  readonly user: HostUser;
  readonly cookies: string[];
}

export interface Hosts extends HostDirectory {
  /** @throws {AppError} id_taken, rate_limited. */
  signUp(credentials: { name: string; email: string; password: string }, address: string): Promise<SignedIn>;
  /** @throws {AppError} credentials_invalid, whether the account or only its password is wrong; rate_limited. */
  signIn(credentials: { email: string; password: string }, address: string): Promise<SignedIn>;
  /** Ends the session in the database. @returns the cookies that clear the browser. */
  signOut(cookie: string): Promise<string[]>;
  /** Who is signed in; prolongs the session when it is due. */
  session(cookie: string): Promise<{ user: HostUser | null; cookies: string[] }>;
  /** Uses up a link's token. @throws {AppError} credentials_invalid when it was used or ran out. */
  useLink(token: string): Promise<SignedIn>;

  /** Makes sure an account exists that comes by link only. @returns its id. */
  ensureHost(host: { name: string; email: string }): Promise<string>;
  /** A path that signs this account in once, within 24 h, and leads on to `to`. @throws {AppError} for another site. */
  oneTimeHostLink(email: string, to: string): Promise<string>;
  /** Makes sure that the key opens an account of its own. Safe in any number of processes at once. */
  ensureBootstrapKey(key: string): Promise<{ userId: string }>;
}

export function createHosts(config: Pick<Config, 'publicUrl' | 'tokenSecret'>, database: Database): Hosts {
  const { auth, cookieName, issueLink } = createAccounts(config, database);
  const store = createHostStore(database);
  const wrongPasswords = createBuckets(WRONG_PASSWORDS);
  const wrongPasswordsOfAddress = createBuckets(WRONG_PASSWORDS_OF_ADDRESS);
  const signUps = createBuckets(SIGN_UPS);

  const wrong = () =>
    new AppError('credentials_invalid', { detail: 'E-mail address and password do not match.' });
  const badEmail = () =>
    new AppError('request_invalid', { errors: [{ path: '/email', message: 'is not an e-mail address' }] });
  const taken = () => new AppError('id_taken', { detail: 'There is an account with this e-mail address.' });

  return {
    cookieName,

    async signUp({ name, email, password }, address) {
      signUps.spend(addressKey(address));
      const { headers, response } = await translated(
        () =>
          auth.api.signUpEmail({
            body: { name, email, password },
            headers: new Headers(),
            returnHeaders: true,
          }),
        database,
        {
          INVALID_EMAIL: badEmail,
          VALIDATION_ERROR: badEmail,
          USER_ALREADY_EXISTS: taken,
          USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: taken,
        },
      ).catch(async (error) => {
        // Two sign-ups at once: the second meets the unique index instead of the first one's account.
        if (!(error instanceof AppError) && (await store.hasHost(email))) throw taken();
        throw error;
      });
      return { user: hostUser(response.user), cookies: headers.getSetCookie() };
    },

    async signIn({ email, password }, address) {
      const from = addressKey(address);
      const pair = `${from} ${email.toLowerCase()}`;
      wrongPasswords.check(pair);
      wrongPasswordsOfAddress.check(from);
      try {
        const { headers, response } = await translated(
          () =>
            auth.api.signInEmail({ body: { email, password }, headers: new Headers(), returnHeaders: true }),
          database,
          { INVALID_EMAIL: wrong, INVALID_EMAIL_OR_PASSWORD: wrong, PASSWORD_TOO_LONG: wrong },
        );
        return { user: hostUser(response.user), cookies: headers.getSetCookie() };
      } catch (error) {
        if (error instanceof AppError && error.code === 'credentials_invalid') {
          wrongPasswords.take(pair);
          wrongPasswordsOfAddress.take(from);
        }
        throw error;
      }
    },

    async signOut(cookie) {
      const call = () => auth.api.signOut({ headers: new Headers({ cookie }), returnHeaders: true });
      return (await translated(call, database)).headers.getSetCookie();
    },

    async session(cookie) {
      const call = () => auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true });
      const { headers, response } = await translated(call, database);
      return { user: response === null ? null : hostUser(response.user), cookies: headers.getSetCookie() };
    },

    async useLink(token) {
      const call = () =>
        auth.api.magicLinkVerify({ query: { token }, headers: new Headers(), returnHeaders: true });
      const unusable = () =>
        new AppError('credentials_invalid', { detail: 'This link was used or has run out.' });
      const { headers, response } = await translated(call, database, { [REDIRECT]: unusable });
      return { user: hostUser(response.user), cookies: headers.getSetCookie() };
    },

    async userOfSession(cookie) {
      const call = () =>
        auth.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } });
      const session = await translated(call, database);
      return session === null ? null : { userId: session.user.id };
    },

    async userOfApiKey(key) {
      const found = await store.userOfApiKey(key);
      // Bookkeeping: a request is not refused because this failed.
      if (found) store.touchApiKey(key).catch(() => {});
      return found;
    },

    ensureHost: ({ name, email }) => store.insertHost({ id: randomUUID(), name, email: email.toLowerCase() }),

    async oneTimeHostLink(email, to) {
      if (!isLocalPath(to)) throw new TypeError('a link leads to a path of this site');
      const token = await issueLink(email.toLowerCase());
      return `/v1/auth/link?${new URLSearchParams({ token, to })}`;
    },

    ensureBootstrapKey: (key) => store.insertBootstrapKey(key),
  };
}

function hostUser({ id, name, email }: HostUser): HostUser {
  return { id, name, email };
}
