import {
  DatasetMigrationsClient,
  type DatasetMigrationsApi,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { isError } from '@backstage/errors';
import type { Terminal } from '../Terminal';
import { UsageError } from '../UsageError';

/** Where a Backstage is; the token comes from the environment only, since arguments can be seen by everybody on a machine. */
export interface ConnectionFlags {
  url?: string;
}

/**
 * The REST API of a Backstage.
 * @throws UsageError when it is not said where it is, or who asks
 */
export function connect(
  flags: ConnectionFlags,
  { environment }: Terminal,
): DatasetMigrationsApi {
  const url = flags.url ?? environment.SKEIN_URL ?? '';
  const token = environment.SKEIN_TOKEN ?? '';
  if (!/^https?:\/\/[^/]/.test(url)) {
    throw new UsageError({
      field: '--url',
      value: url,
      mend: 'is no address; give that of Backstage, such as https://backstage.example, here or as SKEIN_URL',
    });
  }
  if (!token) {
    throw new UsageError({
      field: 'SKEIN_TOKEN',
      value: '',
      mend: 'is empty; set it to a token of Backstage: your own, or one of backend.auth.externalAccess',
    });
  }
  const base = url.replace(/\/+$/, '');
  return new DatasetMigrationsClient({
    discoveryApi: { getBaseUrl: async pluginId => `${base}/api/${pluginId}` },
    fetchApi: {
      fetch: async (input, init) => {
        const headers = new Headers(init?.headers);
        headers.set('authorization', `Bearer ${token}`);
        try {
          return await fetch(input, { ...init, headers });
        } catch (error) {
          throw new UsageError({
            field: '--url',
            value: url,
            mend: `cannot be reached (${reasonOf(
              error,
            )}); look at the address and the network`,
            cause: error,
          });
        }
      },
    },
  });
}

/** `fetch` itself only says that it failed. */
function reasonOf(error: unknown): string {
  const cause = isError(error) && isError(error.cause) ? error.cause : error;
  return isError(cause) ? String(cause.code ?? cause.message) : String(cause);
}
