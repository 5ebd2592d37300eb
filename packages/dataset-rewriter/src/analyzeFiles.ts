import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import type { FilePlan } from './analyzeFile';
import { createAnalysisContext } from './createAnalysisContext';
import { projectPartOf } from './readProjectFiles';
import { planMoves } from './contract/planMoves';
import type { DbtProjects, KeptSource, TextFile } from './dbt/DbtProjects';
import { planModelFiles, type MovedFile } from './dbt/planModelFiles';
import { findSourcesStillRead } from './dbt/findSourcesStillRead';
import { decodeFile } from './files/decodeFile';
import { createMentionFinder, type MentionFinder } from './files/findMentions';
import { addReaders } from './propagate/addReaders';
import { carryOutputs } from './propagate/carryOutputs';
import { describeOutputs, listOutputs } from './propagate/describeOutputs';
import { followModels } from './propagate/followModels';
import { noPropagation, type Propagation } from './propagate/Propagation';
import type { Edit, RenamedOutput, RewriteOptions, SourceFile } from './types';
import { loadSqlParser } from './sql/parse/parseScript';
import { DEFAULT_FILE_LIMITS, type FileLimits } from './workers/FileLimits';
import {
  analyzeWithinLimits,
  type FileResult,
} from './workers/analyzeWithinLimits';

/** What is to be done with one file, before anything is done. */
export interface AnalyzedFile extends Omit<FilePlan, 'notes'> {
  path: string;
  content: Uint8Array;
  text: string;
}

/** What is to be done with a checkout. */
export interface CheckoutAnalysis {
  /** Only files that concern the contract; sorted by path. */
  files: AnalyzedFile[];
  /** Files that go with the model that they define, whether or not they are among `files`. */
  moved: MovedFile[];
  unreadable: Finding[];
  /** Models that cannot follow their new name. */
  definitions: Finding[];
  notes: string[];
  /** Outputs that whoever reads them sees under another name. */
  outputs: RenamedOutput[];
}

/** Looks at all files of a checkout; changes nothing. */
export async function analyzeFiles(
  options: RewriteOptions,
): Promise<CheckoutAnalysis> {
  const { contract } = options;
  const limits = { ...DEFAULT_FILE_LIMITS, ...options.limits };
  await loadSqlParser();
  const mentions = createMentionFinder(planMoves(contract));
  const read = readFiles(sortByPath(options.files), mentions, limits);
  const { concerned, results, projects, propagation } =
    await analyzeWithPropagation(read.concerned, options.files, {
      contract,
      projectFiles: read.projectFiles,
      excludedPaths: options.excludedPaths,
      limits,
      workers: options.workers,
    });
  const analysis: CheckoutAnalysis = {
    files: [],
    unreadable: read.unreadable,
    outputs: [],
    ...planModelFiles(projects),
  };
  results.forEach((result, index) => {
    const file = concerned[index];
    if ('problem' in result) {
      analysis.unreadable.push(
        ...describeUnreadable(file, result.problem, mentions),
      );
    } else {
      const { notes, ...plan } = result.plan;
      analysis.files.push({ ...file, ...plan });
      analysis.notes.push(...notes);
    }
  });
  analysis.files = followModels({
    analyzed: analysis.files,
    files: sortByPath(options.files),
    projects,
    propagation,
  });
  analysis.outputs = listOutputs(analysis.files, propagation);
  analysis.notes.push(
    ...describeOutputs(analysis.outputs, propagation, analysis.files),
  );
  return analysis;
}

interface PropagatedResults {
  concerned: (SourceFile & TextFile)[];
  results: FileResult[];
  projects: DbtProjects;
  propagation: Propagation;
}

/** Looks again, with the readers of what has new names, until no name flows any further. */
async function analyzeWithPropagation(
  first: (SourceFile & TextFile)[],
  files: SourceFile[],
  options: Omit<AnalyzeOptions, 'propagation'>,
): Promise<PropagatedResults> {
  let propagation = noPropagation;
  let concerned = first;
  for (let round = 1; ; round += 1) {
    const { results, projects } = await analyzeWithKeptSources(concerned, {
      ...options,
      propagation,
    });
    const plans = concerned.flatMap((file, index) => {
      const result = results[index];
      return 'plan' in result ? [{ file, plan: result.plan }] : [];
    });
    const next = carryOutputs({ plans, files, projects, propagation, round });
    if (JSON.stringify(next) === JSON.stringify(propagation)) {
      return { concerned, results, projects, propagation };
    }
    propagation = next;
    concerned = addReaders(concerned, files, propagation, options.limits);
  }
}

interface AnalyzeOptions
  extends Pick<RewriteOptions, 'contract' | 'excludedPaths' | 'workers'> {
  projectFiles: TextFile[];
  limits: FileLimits;
  propagation: Propagation;
}

/** Looks again at the projects in which a source would move although a file is left that reads it. */
async function analyzeWithKeptSources(
  files: TextFile[],
  options: AnalyzeOptions,
): Promise<{ results: FileResult[]; projects: DbtProjects }> {
  const results = new Map<TextFile, FileResult>();
  const keptSources: KeptSource[] = [];
  let context = createAnalysisContext(options);
  let concerned = files;
  while (concerned.length) {
    context = createAnalysisContext({ ...options, keptSources });
    const found = await analyzeWithinLimits({
      ...options,
      context,
      keptSources,
      files: concerned.map(({ path, text }) => ({ path, text })),
    });
    concerned.forEach((file, index) => results.set(file, found[index]));
    const stillRead = findSourcesStillRead(
      files.map(file => ({ ...file, edits: editsOf(results.get(file)) })),
      context,
    );
    keptSources.push(...stillRead);
    const roots = new Set(stillRead.map(({ root }) => root));
    const { projects } = context;
    concerned = files.filter(({ path }) => {
      const project = projects.projectOf(path);
      return project !== undefined && roots.has(project.root);
    });
  }
  return {
    results: files.flatMap(file => results.get(file) ?? []),
    projects: context.projects,
  };
}

function editsOf(result: FileResult | undefined): Edit[] {
  return result && 'plan' in result ? result.plan.edits : [];
}

interface ReadFiles {
  /** Files that may hold a name of the contract. */
  concerned: (SourceFile & TextFile)[];
  projectFiles: TextFile[];
  unreadable: Finding[];
}

/** Decodes only what may matter: most files of a checkout are looked at as bytes, once. */
function readFiles(
  files: SourceFile[],
  mentions: MentionFinder,
  limits: FileLimits,
): ReadFiles {
  const read: ReadFiles = { concerned: [], projectFiles: [], unreadable: [] };
  for (const file of files) {
    const { path, content } = file;
    const isTooLarge = content.byteLength > limits.bytes;
    const mayConcern = isTooLarge || mentions.mayConcern(content);
    const part = projectPartOf(file);
    const known = { path, text: '' };
    if (part === 'path') {
      read.projectFiles.push(known);
    }
    if (!mayConcern && part !== 'text') {
      continue;
    }
    const decoded = decodeFile(content, limits.bytes);
    if ('problem' in decoded) {
      read.unreadable.push(
        ...describeUnreadable(file, decoded.problem, mentions),
      );
      continue;
    }
    const { text } = decoded;
    if (part === 'text') {
      read.projectFiles.push({ path, text });
    }
    if (mayConcern && mentions.concerns(text)) {
      known.text = text;
      read.concerned.push({ path, content, text });
    }
  }
  return read;
}

function describeUnreadable(
  { path, content }: SourceFile,
  problem: string,
  mentions: MentionFinder,
): Finding[] {
  const name = mentions.findFirstName(content);
  return name === undefined
    ? []
    : [
        {
          kind: 'unreadable',
          file: path,
          message: `${problem} It names ${name}. Look at it by hand.`,
        },
      ];
}

function sortByPath(files: SourceFile[]): SourceFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}
