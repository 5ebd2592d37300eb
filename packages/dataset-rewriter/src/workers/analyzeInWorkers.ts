import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import type { KeptSource, TextFile } from '../dbt/DbtProjects';
import type { Propagation } from '../propagate/Propagation';
import { AnalysisWorker } from './AnalysisWorker';
import type { FileResult } from './analyzeWithinLimits';
import type { FileLimits } from './FileLimits';

interface AnalyzeInWorkersOptions {
  contract: MappingContract;
  files: TextFile[];
  projectFiles: TextFile[];
  keptSources: KeptSource[];
  propagation: Propagation;
  limits: FileLimits;
  /** How many at once. */
  workers: number;
}

/** Analyses files in worker threads; one that exceeds a limit ends its worker, and the next file gets a new one. */
export async function analyzeInWorkers(
  options: AnalyzeInWorkersOptions,
): Promise<FileResult[]> {
  const { files, workers } = options;
  const results: FileResult[] = [];
  const rest = files.entries();
  const lanes = Array.from({ length: Math.min(workers, files.length) }, () =>
    runLane(rest, results, options),
  );
  await Promise.all(lanes);
  return results;
}

async function runLane(
  rest: Iterator<[number, TextFile]>,
  results: FileResult[],
  options: AnalyzeInWorkersOptions,
) {
  let worker: AnalysisWorker | undefined;
  try {
    for (let next = rest.next(); !next.done; next = rest.next()) {
      const [index, file] = next.value;
      worker ??= AnalysisWorker.create(options);
      results[index] = await worker.analyze(file);
      worker = worker.hasEnded ? undefined : worker;
    }
  } finally {
    await worker?.end();
  }
}
