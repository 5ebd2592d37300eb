import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import { analyzeFiles, type AnalyzedFile } from './analyzeFiles';
import { applyEdits, createOffsetMover } from './edits/applyEdits';
import { combineEdits } from './edits/combineEdits';
import { createLocator } from './findings/locate';
import type {
  Edit,
  RewriteOptions,
  RewriteResult,
  RewrittenFile,
  SourceFile,
} from './types';

/**
 * Rewrites the files of a checkout by a contract: finds what reads the old dataset, edits what it can prove, and lists the rest.
 * A finding's line and column are those of the file after the edits.
 * @public
 */
export async function rewrite(options: RewriteOptions): Promise<RewriteResult> {
  const { files, moved, unreadable, definitions, notes, outputs } =
    await analyzeFiles(options);
  const newPaths = new Map(moved.map(({ path, newPath }) => [path, newPath]));
  const outcomes = files.map(rewriteFile);
  const rewritten = outcomes.flatMap(outcome => outcome.rewritten ?? []);
  const findings = [
    ...unreadable,
    ...definitions,
    ...outcomes.flatMap(outcome => outcome.findings),
  ];
  return {
    files: moveFiles(rewritten, newPaths, options.files),
    findings: sortFindings(
      findings.map(finding => ({
        ...finding,
        file: newPaths.get(finding.file) ?? finding.file,
      })),
    ),
    notes: [...new Set(notes)],
    ...(outputs.length > 0 && { outputs }),
  };
}

/** Adds where files go, also those in which nothing changes; sorted by path. */
function moveFiles(
  rewritten: RewrittenFile[],
  newPaths: Map<string, string>,
  sources: SourceFile[],
): RewrittenFile[] {
  const changed = new Set(rewritten.map(({ path }) => path));
  const untouched = sources
    .filter(({ path }) => newPaths.has(path) && !changed.has(path))
    .map(({ path, content }) => ({
      path,
      before: content,
      after: content,
      edits: [],
    }));
  return [...rewritten, ...untouched]
    .map(file => {
      const newPath = newPaths.get(file.path);
      return newPath === undefined ? file : { ...file, newPath };
    })
    .sort((a, b) => compare(a.path, b.path));
}

interface FileOutcome {
  rewritten?: RewrittenFile;
  findings: Finding[];
}

/** Edits that contradict each other are a fault of a rule; it costs the file, not the run. */
function rewriteFile(file: AnalyzedFile): FileOutcome {
  try {
    return applyPlan(file, combineEdits(file.text, file.edits));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The file is left as it is, since its edits contradict each other: ${reason}. Migrate it by hand.`;
    return { findings: [{ kind: 'unreadable', file: file.path, message }] };
  }
}

function applyPlan(file: AnalyzedFile, edits: Edit[]): FileOutcome {
  const after = applyEdits(file.text, edits);
  const locate = createLocator(after);
  const toAfter = createOffsetMover(edits);
  const findings = file.drafts.map(({ kind, start, field, message }) => ({
    kind,
    file: file.path,
    ...locate(toAfter(start)),
    ...(field === undefined ? {} : { field }),
    message,
  }));
  const { path, content: before } = file;
  return edits.length
    ? {
        rewritten: {
          path,
          before,
          after: new TextEncoder().encode(after),
          edits,
        },
        findings,
      }
    : { findings };
}

/** By file, line and column, so that one input always gives one list. */
function sortFindings(findings: Finding[]): Finding[] {
  const byPlace = (a: Finding, b: Finding) =>
    compare(a.file, b.file) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compare(a.message, b.message);
  return [...findings].sort(byPlace);
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
