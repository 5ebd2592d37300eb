import { isScalar, type Document } from 'yaml';
import { rewriteDbtYaml } from '../dbt/rewriteDbtYaml';
import { overlaps, type Span } from '../edits/Edit';
import {
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { matchTable } from '../sql/resolve/matchTable';
import { listScalars, parseYaml, spanOf, textOf } from './parseYaml';

const PROSE_KEYS = new Set(['description', 'doc', 'docs', 'comment', 'title']);

/** Analyses YAML: dbt's own files by their meaning, other scalars when they are a name and nothing else. */
export function analyzeYamlFile(options: AnalyzeFileOptions): FileAnalysis {
  const { text } = options;
  const parsed = parseYaml(text);
  if ('problem' in parsed) {
    const message = `The file does not parse as YAML: ${parsed.problem}. Migrate it by hand.`;
    const reason = {
      start: 0,
      end: text.length,
      kind: 'unproved' as const,
      message,
    };
    return { ...emptyAnalysis(), reasons: [reason] };
  }
  const analysis = emptyAnalysis();
  const isDbt = options.projects.projectOf(options.path) !== undefined;
  for (const document of parsed.documents) {
    if (isDbt) {
      add(analysis, rewriteDbtYaml(document, options));
    }
    add(analysis, rewriteScalars(document, analysis.known, options));
  }
  analysis.prose.push(...findComments(text, parsed.documents));
  analysis.reasons.push({
    start: 0,
    end: text.length,
    kind: 'unproved',
    message:
      'Only a scalar that is the full name and nothing else is replaced in YAML. Migrate it by hand.',
  });
  return analysis;
}

/** Replaces scalars that equal a name, unless the document names a changed column too. */
function rewriteScalars(
  document: Document,
  known: Span[],
  { text, path: file, moves, dialect, mentions, projects }: AnalyzeFileOptions,
): FileAnalysis {
  const project = projects.projectOf(file);
  const analysis = emptyAnalysis();
  const scalars = listScalars(document.contents);
  const [column] = scalars.flatMap(({ scalar, path }) =>
    isProse(path) ? [] : mentions.findColumns(String(scalar.value ?? '')),
  );
  for (const { scalar, path, isKey } of scalars) {
    const span = spanOf(scalar, text);
    const value = textOf(scalar);
    if (isProse(path) && !isKey && scalar.range) {
      analysis.prose.push({ start: scalar.range[0], end: scalar.range[1] });
      continue;
    }
    const range = scalar.range;
    if (project && range && path[0] === 'vars' && namesDataset(value)) {
      const [name] = path.filter(key => key !== '-').slice(-1);
      const readers = project.listVariableReaders(name).join(', ');
      analysis.known.push({ start: range[0], end: range[1] });
      analysis.references.push({ start: range[0], end: range[1] });
      analysis.drafts.push({
        kind: 'unproved',
        start: range[0],
        message: `The variable ${name} holds the name, and what reads it (${
          readers || 'no file of the project'
        }) may name columns that change. Migrate both by hand.`,
      });
      continue;
    }
    const match = value === undefined || isKey ? undefined : matchName(value);
    if (!span || !match || known.some(other => overlaps(other, span))) {
      continue;
    }
    analysis.known.push(span);
    analysis.references.push(span);
    const reason =
      match.obstacle ??
      (column &&
        `The document names the column ${column.name} too, and what reads it is not known. Migrate it by hand.`);
    if (reason !== undefined) {
      analysis.drafts.push({
        kind: 'unproved',
        start: span.start,
        message: reason,
      });
    } else {
      const { to, cause } = match;
      analysis.edits.push({ ...span, text: to, cause });
    }
  }
  return analysis;

  function namesDataset(value = ''): boolean {
    return mentions.findNames(value).length > 0;
  }

  function matchName(value: string) {
    for (const move of moves) {
      const cause = `${move.path}.to.names`;
      const full = move.fullNames.find(({ from }) => from === value);
      if (full) {
        return { to: full.to, cause, obstacle: move.obstacle };
      }
    }
    const parts = value
      .split('.')
      .map(name => ({ name, quoted: false, start: 0, end: 0 }));
    const isMasked = () => false;
    const match = matchTable({ parts, moves, dialect, isMasked });
    if (match.kind !== 'dataset' || match.use.side === 'new') {
      return undefined;
    }
    const { move, parts: renamed } = match.use;
    const to = renamed.map(part => part.to).join('.');
    return { to, cause: `${move.path}.to.names`, obstacle: move.obstacle };
  }
}

function isProse(path: string[]): boolean {
  return path.some(key => PROSE_KEYS.has(key));
}

/** A `#` that no scalar holds starts a comment. */
function findComments(text: string, documents: Document[]): Span[] {
  const ranges = documents.flatMap(({ contents }) =>
    listScalars(contents).flatMap(({ scalar }) =>
      isScalar(scalar) && scalar.range
        ? [{ start: scalar.range[0], end: scalar.range[1] }]
        : [],
    ),
  );
  return [...text.matchAll(/(?<=^|\s)#[^\r\n]*/gm)]
    .map(match => ({ start: match.index, end: match.index + match[0].length }))
    .filter(comment => !ranges.some(range => overlaps(range, comment)));
}

function add(analysis: FileAnalysis, other: FileAnalysis) {
  analysis.edits.push(...other.edits);
  analysis.drafts.push(...other.drafts);
  analysis.known.push(...other.known);
  analysis.references.push(...other.references);
  analysis.prose.push(...other.prose);
  analysis.reasons.push(...other.reasons);
}
