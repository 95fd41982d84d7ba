/** Who is signed in in this browser, and the way to the sign-in page and back. */
import { ApiError } from '@plenum/protocol/client';
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { getHostSession, type HostSession } from '#/api/hosts.ts';

export const sessionQuery = queryOptions({
  queryKey: ['host-session'],
  queryFn: getHostSession,
  staleTime: 60_000,
  retry: (failures, error) => failures < 3 && error instanceof ApiError && error.isTemporary,
});

export type HostUser = NonNullable<HostSession['user']>;

export function useHostUser(): HostUser | null {
  return useQuery(sessionQuery).data?.user ?? null;
}

/** After signing in, up or out: everything known belonged to whoever was there before. */
export function enterSession(queryClient: QueryClient, session: HostSession): void {
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, session);
}

/** Why somebody stands before the sign-in page: they only just came, or they were in. */
export type SignInReason = 'needed' | 'away';

export interface SignInSearch {
  readonly to?: string;
  readonly why?: SignInReason;
}

export function readSignInSearch(search: Record<string, unknown>): SignInSearch {
  const { to, why } = search;
  return {
    ...(typeof to === 'string' && isOwnPath(to) && { to }),
    ...((why === 'needed' || why === 'away') && { why }),
  };
}

/** A path of this site: never `//evil.example`, which browsers take for another one. */
export function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path) && !/[\\\n\r\t]/.test(path);
}
