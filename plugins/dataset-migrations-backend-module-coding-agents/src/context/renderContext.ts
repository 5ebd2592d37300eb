import { createHash } from 'node:crypto';
import type { BuildTool } from './buildTools';
import { MOST_PACK_CHARACTERS, type ContextPack } from './ContextPack';
import type { Neighbours } from './describeNeighbours';
import type { Framework } from './frameworks';
import type { Place } from './places';

/** What was found out of a repository. */
export interface RepositoryFacts {
  files: number;
  tools: BuildTool[];
  frameworks: Framework[];
  tests: Place[];
  sql: Place[];
  settings: Place[];
  neighbours: Neighbours[];
}

const MOST_FILES_OF_TOOL = 3;
const LONGEST_NAME = 200;

/** Names of files and lines of code may hold anything; what cannot be seen, or would begin a new line, is not repeated. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?')
    .slice(0, LONGEST_NAME);
}

function renderPlaces(title: string, places: Place[]): string[] {
  return places.length === 0
    ? []
    : [
        `${title}: ${places
          .map(({ folder, count }) => `${plain(folder) || '.'} (${count})`)
          .join(', ')}`,
      ];
}

function renderList(title: string, names: string[], between = ', '): string[] {
  return names.length === 0
    ? []
    : [`  ${title}: ${names.map(plain).join(between)}`];
}

function renderNeighbours(neighbours: Neighbours): string[] {
  const { file, lines, imports, imported, namedIn, tests, beside } = neighbours;
  return [
    `${plain(file)}, ${lines} lines`,
    ...renderList('takes in', imports, ' | '),
    ...renderList('which seem to be', imported),
    ...renderList('named in', namedIn),
    ...renderList('tests', tests),
    ...renderList('beside it', beside),
  ];
}

/** The facts in words: the same for the same, and as many lines as fit. */
export function renderContext(facts: RepositoryFacts): ContextPack {
  const { files, tools, frameworks, tests, sql, settings, neighbours } = facts;
  const lines = [
    `${files} files`,
    ...tools.map(tool => {
      const more = tool.files.length - MOST_FILES_OF_TOOL;
      return `${tool.tool}: ${tool.files
        .slice(0, MOST_FILES_OF_TOOL)
        .map(plain)
        .join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    }),
    ...(frameworks.length > 0
      ? [
          `made with: ${frameworks
            .map(({ name, file }) => `${name} (${plain(file)})`)
            .join(', ')}`,
        ]
      : []),
    ...renderPlaces('tests in', tests),
    ...renderPlaces('SQL in', sql),
    ...renderPlaces('settings in', settings),
    ...neighbours.flatMap(renderNeighbours),
  ];
  let text = '';
  for (const line of lines) {
    if (text.length + line.length + 1 > MOST_PACK_CHARACTERS) {
      break;
    }
    text += text === '' ? line : `\n${line}`;
  }
  return { hash: createHash('sha256').update(text).digest('hex'), text };
}
