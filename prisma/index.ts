/** The database as the backend sees it: the generated client and the adapter that puts it on a `pg` pool. */
export { PrismaPg } from '@prisma/adapter-pg';
export * from './generated/client/client.ts';
