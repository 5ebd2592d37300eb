import { AGENT_CONFIGURATION } from './agentConfiguration';

/** What a name in a repository is to the tools that would read it. */
export type ConfigurationKind = 'configuration' | 'instructions';

function toPattern(names: string[]): RegExp {
  const alternatives = names.map(name =>
    name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*'),
  );
  return new RegExp(`^(?:${alternatives.join('|')})$`, 'i');
}

const FOLDERS = toPattern(
  AGENT_CONFIGURATION.flatMap(row => row.folders ?? []),
);
const FILES = toPattern(AGENT_CONFIGURATION.flatMap(row => row.files ?? []));
const INSTRUCTIONS = toPattern(
  AGENT_CONFIGURATION.flatMap(row => row.instructions ?? []),
);
const PATHS = toPattern(AGENT_CONFIGURATION.flatMap(row => row.paths ?? []));

/**
 * What a path is, from its last names; undefined for all that is the repository's own affair. A link counts as both a file and a
 * folder, since it may lead to either.
 */
export function describeConfiguration(
  path: string,
  type: 'file' | 'folder' | 'link',
): ConfigurationKind | undefined {
  const names = path.split('/');
  const name = names[names.length - 1];
  if (
    type !== 'file' &&
    (FOLDERS.test(name) || PATHS.test(names.slice(-2).join('/')))
  ) {
    return 'configuration';
  }
  if (type !== 'folder' && FILES.test(name)) {
    return 'configuration';
  }
  return type !== 'folder' && INSTRUCTIONS.test(name)
    ? 'instructions'
    : undefined;
}
