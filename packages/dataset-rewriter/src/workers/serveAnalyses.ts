import { parentPort, workerData } from 'node:worker_threads';
import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import { analyzeFile } from '../analyzeFile';
import { createAnalysisContext } from '../createAnalysisContext';
import type { KeptSource, TextFile } from '../dbt/DbtProjects';
import { loadGrammars } from '../grammars/loadGrammars';
import type { Propagation } from '../propagate/Propagation';
import { loadSqlParser } from '../sql/parse/parseScript';
import type { FileResult } from './analyzeWithinLimits';
import { settle } from './settle';

/** What a worker is started with. */
export interface WorkerInput {
  contract: MappingContract;
  projectFiles: TextFile[];
  keptSources: KeptSource[];
  propagation: Propagation;
  /** Of the files to come, so that their grammars are loaded before any clock runs. */
  paths: string[];
  /** The module and the function in it that serve. */
  module: string;
  entry: string;
  /** What has to be required before it. */
  transforms: string[];
}

/** What a worker says: once that it is ready, and then something about each file. */
export type WorkerAnswer = 'ready' | FileResult;

/** This file, wherever it was built to: a worker requires it anew. */
export const SERVE_ANALYSES_MODULE = __filename;

/** Answers, in a worker thread, each file with what is to be done with it. */
export async function serveAnalyses() {
  const {
    contract,
    projectFiles,
    keptSources,
    propagation,
    paths,
  }: WorkerInput = workerData;
  await loadSqlParser();
  const context = createAnalysisContext(
    contract,
    projectFiles,
    keptSources,
    propagation,
  );
  const answer = (message: WorkerAnswer) => parentPort?.postMessage(message);
  const grammarOf = await loadGrammars(paths);
  parentPort?.on('message', (file: TextFile) => {
    answer(settle(() => analyzeFile(file, context, grammarOf(file.path))));
  });
  answer('ready');
}
