import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import { findBuildTools } from './buildTools';
import type { ContextPack } from './ContextPack';
import { describeNeighbours } from './describeNeighbours';
import { findFrameworks } from './frameworks';
import { isTest, listPlaces } from './places';
import { renderContext } from './renderContext';
import type { RepositoryView } from './RepositoryView';

/** Residue in more files than these is of one kind, as a rule. */
const MOST_DESCRIBED = 8;
const MOST_PLACES = 6;
/** What is read to see who names a file; the rest is not looked at. */
const MOST_READ = { files: 1_000, characters: 10_000_000 };

const SQL = /\.(sql|sqlx|ddl|hql|lkml)$/i;
const SETTINGS = /\.(ya?ml|toml|ini|cfg|conf|properties|env|json|tfvars)$/i;

/**
 * Looks at a repository for an agent that does not know it: what it is built and made with, where tests, SQL and settings lie, and what is
 * around the places that are left. It reads, understands nothing, and finds the same each time.
 */
export async function scoutRepository(
  view: RepositoryView,
  residue: Finding[],
): Promise<ContextPack> {
  const { paths } = view;
  const tools = findBuildTools(paths);
  const described = [...new Set(residue.map(({ file }) => file))]
    .filter(file => paths.includes(file))
    .slice(0, MOST_DESCRIBED);
  const texts =
    described.length > 0
      ? await readTexts(view, nearFirst(paths, described))
      : new Map<string, string>();
  const neighbours = [];
  for (const file of described) {
    neighbours.push(await describeNeighbours(file, view, texts));
  }
  return renderContext({
    files: paths.length,
    tools,
    frameworks: await findFrameworks(view, tools),
    tests: listPlaces(paths.filter(isTest), MOST_PLACES),
    sql: listPlaces(
      paths.filter(path => SQL.test(path)),
      MOST_PLACES,
    ),
    settings: listPlaces(
      paths.filter(path => SETTINGS.test(path)),
      MOST_PLACES,
    ),
    neighbours,
  });
}

/** What lies in the same folder of the root as what is described is more likely to name it. */
function nearFirst(paths: readonly string[], described: string[]): string[] {
  const near = new Set(described.map(rootFolderOf));
  const isNear = (path: string) => near.has(rootFolderOf(path));
  return [...paths.filter(isNear), ...paths.filter(path => !isNear(path))];
}

function rootFolderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

async function readTexts(
  { read }: Pick<RepositoryView, 'read'>,
  paths: string[],
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  let characters = 0;
  for (const path of paths) {
    if (texts.size >= MOST_READ.files || characters >= MOST_READ.characters) {
      break;
    }
    const text = await read(path);
    if (text !== undefined) {
      texts.set(path, text);
      characters += text.length;
    }
  }
  return texts;
}
