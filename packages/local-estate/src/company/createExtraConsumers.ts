import type { RepositoryDefinition } from './RepositoryDefinition';

const OWNERS = [
  'marketing-analytics',
  'finance',
  'fraud',
  'ml-platform',
  'product-analytics',
];

/**
 * Small repositories that read the main dataset, for tests that need many targets.
 * @internal
 */
export function createExtraConsumers(count: number): RepositoryDefinition[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(3, '0');
    const name = `extra-consumer-${number}`;
    const files = {
      'README.md': `# ${name}\n\nDaily activity, cut ${number}.\n`,
      'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  title: Extra consumer ${number}
spec:
  type: data-pipeline
  lifecycle: production
  owner: group:default/${OWNERS[index % OWNERS.length]}
  dependsOn:
    - resource:default/user-activity-v1
`,
      'sql/daily_activity.sql': `select user_id, country, sum(sessions) as sessions
from acme-prod.analytics.user_activity_v1
where date(signup_ts) >= '2025-01-01'
  and mod(user_id, ${count}) = ${index}
group by user_id, country
`,
    };
    return {
      name,
      description: `Small consumer ${number}`,
      message: 'Import from the old code host',
      files: Object.entries(files).map(([path, content]) => ({
        path,
        content: Buffer.from(content),
      })),
      ci: {
        conclusion: 'success',
        title: 'All checks have passed',
        summary: 'Linter passed.',
      },
    };
  });
}
