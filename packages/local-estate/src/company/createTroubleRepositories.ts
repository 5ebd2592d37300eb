import type { SeedFile } from '../git/seedRepository';
import type { RepositoryDefinition } from './RepositoryDefinition';

const QUERY = `SELECT user_id, country
FROM \`acme-prod.analytics.user_activity_v1\`
`;

/**
 * Repositories with which something is wrong, one thing each. All of them read the main dataset.
 * @internal
 */
export function createTroubleRepositories(): RepositoryDefinition[] {
  return [
    {
      ...trouble('trouble-archived', 'Read-only since last year', [
        text('report.sql', QUERY),
      ]),
      archived: true,
    },
    {
      ...trouble('trouble-empty', 'Created and forgotten', []),
      files: [],
      catalogInfo: catalogInfo('trouble-empty', 'Created and forgotten'),
    },
    {
      ...trouble('trouble-oversized', 'Somebody committed the exports', [
        text('report.sql', QUERY),
      ]),
      reportedSizeKilobytes: 6_291_456,
    },
    trouble('trouble-symlink', 'Reads a file of the build machine', [
      text('report.sql', QUERY),
      { ...text('shared.sql', '../../../../etc/passwd'), mode: '120000' },
      { ...text('latest.sql', 'report.sql'), mode: '120000' },
    ]),
    trouble('trouble-encodings', 'Files that are no UTF-8 text', [
      text('report.sql', QUERY),
      {
        path: 'latin1.sql',
        content: Buffer.from(`-- Übersicht für Köln\n${QUERY}`, 'latin1'),
      },
      {
        path: 'snapshot.sql',
        content: Buffer.concat([
          Buffer.from([0, 1, 2, 255, 254, 0]),
          Buffer.from(QUERY),
        ]),
      },
    ]),
  ];
}

function trouble(
  name: string,
  description: string,
  files: SeedFile[],
): RepositoryDefinition {
  return {
    name,
    description,
    message: 'Import from the old code host',
    files: [
      ...files,
      text('catalog-info.yaml', catalogInfo(name, description)),
    ],
  };
}

function text(path: string, content: string): SeedFile {
  return { path, content: Buffer.from(content) };
}

function catalogInfo(name: string, description: string): string {
  return `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  description: ${description}
spec:
  type: data-pipeline
  lifecycle: production
  owner: group:default/finance
  dependsOn:
    - resource:default/user-activity-v1
`;
}
