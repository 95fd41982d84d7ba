/** Host accounts: signing up, in and out. */
import { hostApi } from './client.ts';

export interface HostSession {
  user: { id: string; name: string; email: string } | null;
}

/** @throws {ApiError} `id_taken` when the address has an account, `request_invalid` for a short password. */
export function signUpHost(account: { name: string; email: string; password: string }): Promise<HostSession> {
  return hostApi.request('POST', '/v1/auth/sign-up/email', { body: account });
}

/** @throws {ApiError} `credentials_invalid` */
export function signInHost(account: { email: string; password: string }): Promise<HostSession> {
  return hostApi.request('POST', '/v1/auth/sign-in/email', { body: account });
}

export function signOutHost(): Promise<HostSession> {
  return hostApi.request('POST', '/v1/auth/sign-out');
}

/** `user: null` when nobody is signed in in this browser. */
export function getHostSession(): Promise<HostSession> {
  return hostApi.request('GET', '/v1/auth/session');
}
