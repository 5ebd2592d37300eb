import { isScalar, type Document } from 'yaml';
import { analyzeScalars } from '../configuration/analyzeScalars';
import { rewriteDbtYaml } from '../dbt/rewriteDbtYaml';
import { overlaps, type Span } from '../edits/Edit';
import {
  addAnalysis,
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { listYamlScalars } from './listYamlScalars';
import { listScalars, parseYaml, textOf } from './parseYaml';
import { replaceNameLists } from './replaceNameLists';

/** Analyses YAML: dbt's own files by their meaning, in other scalars SQL, and those that are a name and nothing else. */
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
      addAnalysis(analysis, rewriteDbtYaml(document, options));
      addAnalysis(analysis, leaveVariables(document, options));
    }
    addAnalysis(analysis, replaceNameLists(document, options));
    const scalars = listYamlScalars(document, text, options.guide);
    addAnalysis(analysis, analyzeScalars(scalars, analysis.known, options));
  }
  analysis.prose.push(...findComments(text, parsed.documents));
  analysis.reasons.push({
    start: 0,
    end: text.length,
    kind: 'unproved',
    message:
      'Only SQL, a scalar that is the full name and nothing else, and pieces of a name beside each other are replaced in YAML. Migrate it by hand.',
  });
  return analysis;
}

/** Variables of a dbt project that hold a name are read by templates, which are not followed. */
function leaveVariables(
  document: Document,
  { path: file, mentions, projects }: AnalyzeFileOptions,
): FileAnalysis {
  const analysis = emptyAnalysis();
  const project = projects.projectOf(file);
  for (const { scalar, path, isKey } of listScalars(document.contents)) {
    const { range } = scalar;
    const namesDataset = mentions.findNames(textOf(scalar) ?? '').length > 0;
    if (!project || !range || isKey || path[0] !== 'vars' || !namesDataset) {
      continue;
    }
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
  }
  return analysis;
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
