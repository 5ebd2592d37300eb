import { createAnalysisContext } from '../createAnalysisContext';
import { decodeFile } from '../files/decodeFile';
import { readProjectFiles } from '../readProjectFiles';
import type { FileReads, Grammar } from '../grammars/Grammar';
import { loadGrammars } from '../grammars/loadGrammars';
import { planMoves } from '../contract/planMoves';
import { pairMovedFiles } from '../verify/pairMovedFiles';
import { attempt } from './attempt';
import type { ProveRewriteOptions } from './types';

/** A file that the patch changes, and what it reads before and after. */
export interface ChangedText {
  path: string;
  before: string;
  after: string;
  /** Absent where nothing tells what the file reads. */
  reads?: { before: FileReads; after: FileReads };
  /** Whether the file is read by a grammar that knows of no queries, as YAML. */
  isDeclaration: boolean;
  /** Why the file cannot be looked at, as a sentence. */
  problem?: string;
}

const QUERY = /\bselect\b[^]*\bfrom\b/i;

/** Reads the files that differ, each by its grammar. */
export async function readChangedFiles(
  options: ProveRewriteOptions,
): Promise<ChangedText[]> {
  const differing = pairMovedFiles(
    options.changed,
    planMoves(options.contract),
  ).filter(
    ({ before, after }) =>
      !before || !after || Buffer.compare(before, after) !== 0,
  );
  const grammarOf = await loadGrammars(differing.map(({ path }) => path));
  const shared = shareOptions(options);
  return differing.map(
    ({ path: oldPath, newPath, before: old, after: now }) => {
      const path = newPath ?? oldPath;
      const grammar = grammarOf(path);
      const before = old ? decodeFile(old) : { problem: 'The file is new.' };
      const after = now ? decodeFile(now) : { problem: 'The file is gone.' };
      if ('problem' in before || 'problem' in after) {
        const problem = 'problem' in before ? before.problem : '';
        return leave(path, 'problem' in after ? after.problem : problem);
      }
      const reads = attempt(() => {
        const list = (text: string) =>
          grammar.listReads?.({ ...shared, path, text });
        return { before: list(before.text), after: list(after.text) };
      });
      if (typeof reads === 'string') {
        return leave(path, reads);
      }
      return {
        path,
        before: before.text,
        after: after.text,
        reads:
          reads.before && reads.after
            ? { before: reads.before, after: reads.after }
            : undefined,
        isDeclaration: isDeclaration(grammar, before.text),
      };
    },
  );
}

function leave(path: string, problem: string): ChangedText {
  return { path, before: '', after: '', isDeclaration: false, problem };
}

/** The first two rungs cover what a grammar reads and in which no query stands. */
function isDeclaration({ read, listReads }: Grammar, text: string): boolean {
  return read !== undefined && !listReads && !QUERY.test(text);
}

function shareOptions({ contract, files }: ProveRewriteOptions) {
  const context = createAnalysisContext({
    contract,
    projectFiles: readProjectFiles(files),
  });
  return { ...context, dialect: context.dialects[0] };
}
