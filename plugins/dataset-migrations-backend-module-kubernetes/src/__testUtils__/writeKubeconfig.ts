import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ClusterDouble } from './ClusterDouble';

/** Writes how a cluster is reached, as kubectl would have it; gives the path of the file. */
export async function writeKubeconfig(
  folder: string,
  { kubeConfig }: ClusterDouble,
): Promise<string> {
  const { cluster, user } = kubeConfig;
  const file = join(folder, 'kubeconfig');
  await writeFile(
    file,
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'double',
      contexts: [
        { name: 'double', context: { cluster: 'double', user: 'backend' } },
      ],
      clusters: [
        {
          name: 'double',
          cluster: {
            server: cluster.server,
            'insecure-skip-tls-verify': cluster.skipTLSVerify,
          },
        },
      ],
      users: [{ name: 'backend', user: { token: user.token } }],
    }),
  );
  return file;
}
