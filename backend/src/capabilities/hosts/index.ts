/** Hosts: accounts, sessions, API keys. The wall of this capability. */
export { createHosts, type Hosts, type HostUser } from './hosts.ts';
export { hostRoutes } from './routes.ts';
