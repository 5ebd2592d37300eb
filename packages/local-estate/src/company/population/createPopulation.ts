import type { RepositoryDefinition } from '../RepositoryDefinition';
import { POPULATION_DATASETS } from './datasets';
import type { PopulationMember, PopulationOptions } from './PopulationMember';
import { planPopulation } from './planPopulation';
import { renderSources } from './renderSources';

const OWNERS = [
  'marketing-analytics',
  'finance',
  'fraud',
  'ml-platform',
  'product-analytics',
];

/**
 * A large company of made-up consumers, each a repository of its own, with what is true of them.
 * @internal
 */
export function createPopulation(options: PopulationOptions): {
  members: PopulationMember[];
  definitions: RepositoryDefinition[];
} {
  const members = planPopulation(options);
  return { members, definitions: members.map(toDefinition) };
}

function toDefinition(
  member: PopulationMember,
  index: number,
): RepositoryDefinition {
  const dataset = POPULATION_DATASETS.find(
    ({ entityRef }) => entityRef === member.dataset,
  )!;
  const files = {
    'README.md': `# ${member.name}\n`,
    ...renderSources(member, dataset),
    ...(member.peculiarity !== 'undeclared' && {
      'catalog-info.yaml': renderEntity(member, index),
    }),
  };
  return {
    name: member.name,
    description: `Made-up ${member.framework} consumer`,
    message: 'Import from the old code host',
    files: Object.entries(files).map(([path, content]) => ({
      path,
      content: Buffer.from(content),
    })),
    archived: member.peculiarity === 'archived',
    // nobody looks at how large each of thousands is
    reportedSizeKilobytes: 1,
    ci: {
      conclusion: 'success',
      title: 'All checks have passed',
      summary: 'Linter passed.',
    },
    flakyCi: member.flaky,
  };
}

function renderEntity(member: PopulationMember, index: number): string {
  const reads =
    member.upstream === undefined
      ? member.dataset
      : `component:default/${member.upstream}`;
  const owner =
    member.peculiarity === 'unowned'
      ? 'group:default/nobody-any-more'
      : `group:default/${OWNERS[index % OWNERS.length]}`;
  return `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${member.name}
spec:
  type: data-pipeline
  lifecycle: production
  owner: ${owner}
${member.declared ? `  dependsOn:\n    - ${reads}\n` : ''}`;
}
