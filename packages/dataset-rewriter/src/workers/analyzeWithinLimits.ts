import { availableParallelism } from 'node:os';
import { analyzeFile, type FilePlan } from '../analyzeFile';
import type {
  AnalysisContext,
  CreateAnalysisContextOptions,
} from '../createAnalysisContext';
import type { TextFile } from '../dbt/DbtProjects';
import { loadGrammars } from '../grammars/loadGrammars';
import type { FileLimits } from './FileLimits';
import { analyzeInWorkers } from './analyzeInWorkers';
import { isSuspicious } from './isSuspicious';
import { settle } from './settle';
import { withinTime } from './withinTime';

/** What is to be done with a file, or why nothing is known about it. */
export type FileResult = { plan: FilePlan } | { problem: string };

interface AnalyzeWithinLimitsOptions extends CreateAnalysisContextOptions {
  context: AnalysisContext;
  files: TextFile[];
  limits: FileLimits;
  workers?: number;
}

/** So many files repay the second that workers take to start. */
const MANY_FILES = 1000;

/** More workers would need more memory than they save time. */
const MOST_WORKERS = 4;

/**
 * Analyses files in order of their paths: those that may be costly in a worker, one at a time, so that memory can be told apart;
 * the others in this thread, or in several workers when there are many.
 */
export async function analyzeWithinLimits(
  options: AnalyzeWithinLimitsOptions,
): Promise<FileResult[]> {
  const { files } = options;
  const workers =
    options.workers ?? Math.min(availableParallelism(), MOST_WORKERS);
  const isCostly = files.map(({ text }) => workers > 0 && isSuspicious(text));
  const costly = files.filter((_, index) => isCostly[index]);
  const harmless = files.filter((_, index) => !isCostly[index]);
  const results = new Map<TextFile, FileResult>();
  const keep = (done: TextFile[], found: FileResult[]) =>
    done.forEach((file, index) => results.set(file, found[index]));
  keep(
    costly,
    await analyzeInWorkers({ ...options, files: costly, workers: 1 }),
  );
  keep(
    harmless,
    workers > 1 && harmless.length >= MANY_FILES
      ? await analyzeInWorkers({ ...options, files: harmless, workers })
      : await analyzeHere(harmless, options),
  );
  return files.flatMap(file => results.get(file) ?? []);
}

async function analyzeHere(
  files: TextFile[],
  { context, limits }: AnalyzeWithinLimitsOptions,
): Promise<FileResult[]> {
  const grammarOf = await loadGrammars(files.map(({ path }) => path));
  return files.map(file =>
    settle(() =>
      withinTime(limits.milliseconds, () =>
        analyzeFile(file, context, grammarOf(file.path)),
      ),
    ),
  );
}
