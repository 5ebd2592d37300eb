import { parentPort, workerData } from 'node:worker_threads';
import { analyzeFile } from '../analyzeFile';
import {
  createAnalysisContext,
  type CreateAnalysisContextOptions,
} from '../createAnalysisContext';
import type { TextFile } from '../dbt/DbtProjects';
import { loadGrammars } from '../grammars/loadGrammars';
import { loadSqlParser } from '../sql/parse/parseScript';
import type { FileResult } from './analyzeWithinLimits';
import { settle } from './settle';

/** What a worker is started with. */
export interface WorkerInput extends CreateAnalysisContextOptions {
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
  const { paths, ...known }: WorkerInput = workerData;
  await loadSqlParser();
  const context = createAnalysisContext(known);
  const answer = (message: WorkerAnswer) => parentPort?.postMessage(message);
  const grammarOf = await loadGrammars(paths);
  parentPort?.on('message', (file: TextFile) => {
    answer(settle(() => analyzeFile(file, context, grammarOf(file.path))));
  });
  answer('ready');
}
