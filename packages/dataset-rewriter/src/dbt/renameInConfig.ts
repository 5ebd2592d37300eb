import type { PlannedMove } from '../contract/planMoves';
import type { FileAnalysis } from '../files/FileAnalysis';
import type { DbtProject } from './DbtProjects';
import { isConfig } from './findTemplateIssues';
import type { JinjaRegion } from './maskJinja';
import { pathsOf } from './ModelDefinitions';
import { partAfter } from './sayAgain';

interface RenameInConfigOptions {
  path: string;
  text: string;
  regions: JinjaRegion[];
  moves: PlannedMove[];
  project?: DbtProject;
}

const ALIAS = /\balias\s*=\s*(['"])([^'"\\]*)\1/g;
const DEPENDS_ON = /\bdepends_on\s*=\s*\[[^[\]]*\]/g;
const STRING = /(['"])([^'"\\]*)\1/g;

/** What a model's `config` names: its own table, and models that it depends on. */
export function renameInConfig({
  path,
  text,
  regions,
  moves,
  project,
}: RenameInConfigOptions): Pick<FileAnalysis, 'edits' | 'known'> {
  const found: Pick<FileAnalysis, 'edits' | 'known'> = { edits: [], known: [] };
  const replace = (start: number, from: string, to: string, cause: string) => {
    const span = { start, end: start + from.length };
    found.known.push(span);
    found.edits.push({ ...span, text: to, cause });
  };
  const own = project?.models
    .list()
    .find(model => pathsOf(model).includes(path));
  const follows = own?.fate.kind === 'renamed' || own?.fate.kind === 'moved';
  for (const { start, end } of project ? regions.filter(isConfig) : []) {
    const source = text.slice(start, end);
    for (const { 0: whole, 2: alias, index } of source.matchAll(ALIAS)) {
      const to = follows ? partAfter(alias, 1, own.move) : undefined;
      if (own && to !== undefined) {
        const at = start + index + whole.length - alias.length - 1;
        replace(at, alias, to, `${own.move.path}.to.names`);
      }
    }
    for (const { 0: list, index: listAt } of source.matchAll(DEPENDS_ON)) {
      for (const { 2: model, index } of list.matchAll(STRING)) {
        const next = findNewModel(model, moves);
        if (next) {
          replace(start + listAt + index + 1, model, next.to, next.cause);
        }
      }
    }
  }
  return found;
}

/** The new name of a model that changes in nothing but its name. */
function findNewModel(model: string, moves: PlannedMove[]) {
  for (const { path, relations, sameColumns, obstacle } of moves) {
    const pair = relations.find(
      ({ from, to }) =>
        from.kind === 'ref' && from.model === model && to.kind === 'ref',
    );
    if (pair?.to.kind === 'ref' && sameColumns && obstacle === undefined) {
      return { to: pair.to.model, cause: `${path}.to.names` };
    }
  }
  return undefined;
}
