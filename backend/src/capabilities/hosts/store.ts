/** The queries about API keys and bootstrap accounts. What better-auth keeps, it queries itself. */
import type { Database } from '#/db/client.ts';
import { apiKeyHash, apiKeyPrefix, bootstrapIds } from './rules.ts';

export function createHostStore({ pool }: Pick<Database, 'pool'>) {
  return {
    /** The account of a key that is neither revoked nor expired. */
    async userOfApiKey(key: string): Promise<{ userId: string } | null> {
      const { rows } = await pool.query<{ userId: string }>({
        name: 'api_key_user',
        text: `SELECT user_id AS "userId" FROM api_key
               WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
        values: [apiKeyHash(key)],
      });
      return rows[0] ?? null;
    },

    /** Notes that a key is in use, at most once a minute. */
    async touchApiKey(key: string): Promise<void> {
      await pool.query({
        name: 'api_key_touch',
        text: `UPDATE api_key SET last_used_at = now()
               WHERE hash = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
        values: [apiKeyHash(key)],
      });
    },

    /**
     * Account and key in one statement; whoever comes second changes nothing. Without a conflict target: two processes that boot
     * together may meet on any of the unique indexes first.
     */
    async insertBootstrapKey(key: string): Promise<{ userId: string }> {
      const { userId, keyId, email } = bootstrapIds(key);
      await pool.query(
        `WITH account AS (
           INSERT INTO host_user (id, name, email, email_verified) VALUES ($1, 'API', $2, true)
           ON CONFLICT DO NOTHING
         )
         INSERT INTO api_key (id, user_id, prefix, hash, label, scopes)
         VALUES ($3, $1, $4, $5, 'BOOTSTRAP_API_KEY', '{*}') ON CONFLICT DO NOTHING`,
        [userId, email, keyId, apiKeyPrefix(key), apiKeyHash(key)],
      );
      return { userId };
    },

    async hasHost(email: string): Promise<boolean> {
      const { rowCount } = await pool.query('SELECT 1 FROM host_user WHERE email = $1', [
        email.toLowerCase(),
      ]);
      return rowCount === 1;
    },

    /** An account without a password, for those who only come by link. @returns its id. */
    async insertHost({ id, name, email }: { id: string; name: string; email: string }): Promise<string> {
      const { rows } = await pool.query<{ id: string }>(
        // The update changes nothing: it makes RETURNING answer for a row that was there.
        `INSERT INTO host_user (id, name, email, email_verified) VALUES ($1, $2, $3, true)
         ON CONFLICT (email) DO UPDATE SET email = excluded.email RETURNING id`,
        [id, name, email],
      );
      return (rows[0] as { id: string }).id;
    },
  };
}
