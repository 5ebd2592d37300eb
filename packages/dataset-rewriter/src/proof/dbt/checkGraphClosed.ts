import type { PlannedMove } from '../../contract/planMoves';
import { readCalls } from '../../dbt/findRelationCalls';
import { decodeFile } from '../../files/decodeFile';
import { createLocator } from '../../findings/locate';
import type { SourceFile } from '../../types';
import { modelOf } from '../../dbt/movedPath';
import { pairMovedFiles } from '../../verify/pairMovedFiles';
import type { ProveRewriteOptions, QueryProof } from '../types';

/**
 * Relations of dbt that a changed file names and that nothing declares: new ones have to be models or sources of the
 * project, or the contract's own names. What was not declared before either is no fault of the patch.
 */
export function checkGraphClosed(
  { changed, files }: ProveRewriteOptions,
  moves: PlannedMove[],
): QueryProof[] {
  const roots = files
    .filter(({ path }) => /(^|\/)dbt_project\.ya?ml$/.test(path))
    .map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1));
  const models = new Set(
    files
      .filter(({ path }) => /\.(sql|csv|py)$/i.test(path))
      .map(({ path }) =>
        path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, ''),
      ),
  );
  const gone = new Set(
    pairMovedFiles(changed, moves).flatMap(({ path, newPath }) =>
      newPath === undefined ? [] : modelOf(path) ?? [],
    ),
  );
  const orphans = gone.size
    ? files
        .filter(({ path }) => roots.some(root => path.startsWith(root)))
        .flatMap(file => findOrphans(file, gone, moves))
    : [];
  const undeclared = changed.flatMap(({ path, before, after }) => {
    if (!before || !after || !roots.some(root => path.startsWith(root))) {
      return [];
    }
    const old = new Set(callsOf(before, moves).map(({ spelled }) => spelled));
    const text = textOf(after);
    const locate = createLocator(text);
    return callsOf(after, moves)
      .filter(
        ({ spelled, call, model }) =>
          !old.has(spelled) && call.target !== 'new' && !models.has(model),
      )
      .map(({ spelled, call }) => ({
        file: path,
        line: locate(call.start).line,
        status: 'failed' as const,
        detail: `Nothing in the project is called ${spelled}.`,
      }));
  });
  return [...orphans, ...undeclared];
}

/** Calls of a model whose file has got another name. */
function findOrphans(
  { path, content }: SourceFile,
  gone: Set<string>,
  moves: PlannedMove[],
): QueryProof[] {
  if (!/\.(?:sql|ya?ml|py)$/i.test(path)) {
    return [];
  }
  const locate = createLocator(textOf(content));
  return callsOf(content, moves)
    .filter(
      ({ model, call: { target } }) => target === 'old' && gone.has(model),
    )
    .map(({ spelled, call }) => ({
      file: path,
      line: locate(call.start).line,
      status: 'failed',
      detail: `The model that ${spelled} names is called otherwise now.`,
    }));
}

function callsOf(content: Uint8Array, moves: PlannedMove[]) {
  const text = textOf(content);
  return readCalls(text, { start: 0, end: text.length }, moves).map(call => ({
    call,
    spelled: text.slice(call.start, call.end).replace(/\s/g, ''),
    model: call.arguments.filter(({ keyword }) => !keyword).at(-1)?.value ?? '',
  }));
}

function textOf(content: Uint8Array): string {
  const decoded = decodeFile(content);
  return 'text' in decoded ? decoded.text : '';
}
