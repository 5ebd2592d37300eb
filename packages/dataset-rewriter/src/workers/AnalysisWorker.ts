import { Worker } from 'node:worker_threads';
import type { CreateAnalysisContextOptions } from '../createAnalysisContext';
import type { TextFile } from '../dbt/DbtProjects';
import type { FileResult } from './analyzeWithinLimits';
import type { FileLimits } from './FileLimits';
import {
  SERVE_ANALYSES_MODULE,
  serveAnalyses,
  type WorkerInput,
} from './serveAnalyses';
import { waitForAnswer, type Wait } from './waitForAnswer';

const MEBIBYTE = 1024 * 1024;
const LONGEST_START_MILLISECONDS = 120_000;

/** The sources run by a transform, which a worker does not inherit from everyone who starts one. */
const START = `
  const { workerData } = require('node:worker_threads');
  workerData.transforms.forEach(transform => require(transform));
  require(workerData.module)[workerData.entry]();
`;

interface CreateWorkerOptions extends CreateAnalysisContextOptions {
  files: TextFile[];
  limits: FileLimits;
}

/** A thread that analyses one file at a time, and is ended when a file exceeds the limits. */
export class AnalysisWorker {
  readonly #worker: Worker;
  readonly #limits: FileLimits;
  readonly #ready: Promise<Wait>;
  #hasEnded = false;

  static create(options: CreateWorkerOptions): AnalysisWorker {
    return new AnalysisWorker(options);
  }

  private constructor(options: CreateWorkerOptions) {
    const { files, limits } = options;
    const { contract, projectFiles } = options;
    const { keptSources, excludedPaths, propagation } = options;
    const input: WorkerInput = {
      contract,
      projectFiles,
      keptSources,
      excludedPaths,
      propagation,
      paths: files.map(({ path }) => path),
      module: SERVE_ANALYSES_MODULE,
      entry: serveAnalyses.name,
      transforms: SERVE_ANALYSES_MODULE.endsWith('.ts')
        ? [require.resolve('@backstage/cli/config/nodeTransform.cjs')]
        : [],
    };
    this.#limits = limits;
    this.#worker = new Worker(START, {
      eval: true,
      workerData: input,
      execArgv: [],
      resourceLimits: {
        maxOldGenerationSizeMb: Math.ceil(limits.memoryBytes / MEBIBYTE),
      },
    });
    // a thread may also die while nobody waits for it
    this.#worker.on('error', () => {
      this.#hasEnded = true;
    });
    this.#ready = waitForAnswer(this.#worker, {
      ...limits,
      milliseconds: LONGEST_START_MILLISECONDS,
    });
  }

  /** Whether no further file can be given to it. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Analyses a file, or says why that was given up. */
  async analyze(file: TextFile): Promise<FileResult> {
    const start = await this.#ready;
    if ('gaveUp' in start) {
      return this.#giveUp(start.gaveUp);
    }
    const answer = waitForAnswer(this.#worker, this.#limits);
    this.#worker.postMessage(file);
    const wait = await answer;
    if ('gaveUp' in wait) {
      return this.#giveUp(wait.gaveUp);
    }
    return wait.answer === 'ready'
      ? this.#giveUp('The worker answered out of turn.')
      : wait.answer;
  }

  /** Ends the thread. */
  async end() {
    this.#hasEnded = true;
    await this.#worker.terminate();
  }

  async #giveUp(problem: string): Promise<FileResult> {
    await this.end();
    return { problem };
  }
}
