import type { AnalysisContext } from '../createAnalysisContext';
import { applyEdits } from '../edits/applyEdits';
import { combineEdits } from '../edits/combineEdits';
import type { Edit } from '../types';
import { listScalars, parseYaml, textOf } from '../yaml/parseYaml';
import type { KeptSource, TextFile } from './DbtProjects';
import {
  findRelationCalls,
  readCalls,
  type RelationCall,
} from './findRelationCalls';

/** A file with what is to be done with it. */
export interface EditedFile extends TextFile {
  edits: Edit[];
}

/** Old sources that would move although a file of the same project still reads them after its edits. */
export function findSourcesStillRead(
  files: EditedFile[],
  { moves, projects }: AnalysisContext,
): KeptSource[] {
  const kept = new Map<string, KeptSource>();
  for (const file of files) {
    const project = projects.projectOf(file.path);
    const text = project ? textAfter(file) : '';
    const calls = project ? listCalls({ ...file, text }, moves) : [];
    for (const { target, pair, move } of calls) {
      const moved =
        target === 'old' && pair?.from.kind === 'source'
          ? pair.from
          : undefined;
      if (
        project &&
        pair &&
        move &&
        moved &&
        project.fateOf(pair, move).kind === 'renamed'
      ) {
        const { source, table } = moved;
        const entry = { root: project.root, source, table };
        kept.set(JSON.stringify(entry), entry);
      }
    }
  }
  return [...kept.values()];
}

/** Edits that contradict each other are not made. */
function textAfter({ text, edits }: EditedFile): string {
  try {
    return applyEdits(text, combineEdits(text, edits));
  } catch {
    return text;
  }
}

/** What dbt evaluates: templates of SQL, scalars of YAML, and the code of models in Python. */
function listCalls(
  { path, text }: TextFile,
  moves: AnalysisContext['moves'],
): RelationCall[] {
  const read = (part: string) =>
    readCalls(part, { start: 0, end: part.length }, moves);
  if (/\.sql$/i.test(path)) {
    return findRelationCalls(text, moves).map(({ call }) => call);
  }
  if (/\.py$/i.test(path)) {
    return read(text.replace(/\bdbt\.(?=ref|source)/g, ''));
  }
  const parsed = /\.ya?ml$/i.test(path) ? parseYaml(text) : { documents: [] };
  return 'problem' in parsed
    ? read(text)
    : parsed.documents.flatMap(({ contents }) =>
        listScalars(contents)
          .filter(({ path: keys }) => keys.at(-1) !== 'description')
          .flatMap(({ scalar }) => read(textOf(scalar) ?? '')),
      );
}
