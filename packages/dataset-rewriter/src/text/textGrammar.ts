import type { Span } from '../edits/Edit';
import {
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import type { Grammar } from '../grammars/Grammar';
import { isReadWhole } from '../sql/findReadTables';
import { matchTable } from '../sql/resolve/matchTable';
import { renameTable } from '../sql/rules/renameTable';

/** How files are read that have no grammar: only the whole names of tables behind FROM or JOIN. */
export const textGrammar: Grammar = {
  analyze: analyzeText,
  read: text => ({ changeable: findReadNames(text) }),
};

/** `p.d.t`, also in backticks that a shell takes for its own unless they are escaped; each part is a name and nothing else. */
const READ =
  /\b(?<word>from|join)\s+(?:\\?`)?(?<name>[\w-]+\.[\w-]+\.[\w-]+)(?![\w.$*{}<>%@(:/-])/gi;
/** Before a keyword in small letters, which prose has too, a query has to begin. */
const BEGINS_QUERY = /\bselect\b[^]{0,2000}$/i;

/** Replaces names of datasets of which no column changes; all else is listed. */
function analyzeText({
  text,
  moves,
  dialect,
}: AnalyzeFileOptions): FileAnalysis {
  const analysis = emptyAnalysis();
  for (const span of findReadNames(text)) {
    const parts = [...text.slice(span.start, span.end).matchAll(/[^.]+/g)].map(
      ({ 0: name, index }) => ({
        name,
        quoted: false,
        start: span.start + index,
        end: span.start + index + name.length,
      }),
    );
    const match = matchTable({ parts, moves, dialect, isMasked: () => false });
    if (match.kind === 'dataset' && isReadWhole(match.use, text)) {
      analysis.edits.push(...renameTable(match.use, dialect));
      analysis.known.push(span);
      if (match.use.side === 'old') {
        analysis.references.push(span);
      }
    }
  }
  return analysis;
}

function findReadNames(text: string): Span[] {
  return [...text.matchAll(READ)].flatMap(({ index, 0: found, groups }) => {
    const { word = '', name = '' } = groups ?? {};
    const before = text.slice(Math.max(0, index - 2000), index);
    const isRead =
      !/\b(?:delete|distinct)\s+$/i.test(before) &&
      (word === word.toUpperCase() || BEGINS_QUERY.test(before));
    const start = index + found.length - name.length;
    return isRead ? [{ start, end: start + name.length }] : [];
  });
}
