import type { GithubIntegration } from '@backstage/integration';

/** Where people and git go: the integration names only the host, the API's address tells the protocol. */
export function webBaseUrl({ config }: GithubIntegration): string {
  const protocol = config.apiBaseUrl?.startsWith('http://') ? 'http' : 'https';
  return `${protocol}://${config.host}`;
}
