import { Worker } from 'node:worker_threads';
import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import type { TextFile } from '../dbt/DbtProjects';
import type { FileResult } from './analyzeWithinLimits';
import type { FileLimits } from './FileLimits';
import {
  SERVE_ANALYSES_MODULE,
  type WorkerAnswer,
  type WorkerInput,
} from './serveAnalyses';

const MEBIBYTE = 1024 * 1024;
const WATCH_MILLISECONDS = 50;
const LONGEST_START_MILLISECONDS = 120_000;

/** The sources run by a transform, which a worker does not inherit from everyone who starts one. */
const START = `
  const { workerData } = require('node:worker_threads');
  workerData.transforms.forEach(transform => require(transform));
  require(workerData.module).serveAnalyses();
`;

interface CreateWorkerOptions {
  contract: MappingContract;
  projectFiles: TextFile[];
  limits: FileLimits;
}

/** A thread that analyses one file at a time, and is ended when a file exceeds the limits. */
export class AnalysisWorker {
  readonly #worker: Worker;
  readonly #limits: FileLimits;
  readonly #ready: Promise<WorkerAnswer>;
  #hasEnded = false;

  static create(options: CreateWorkerOptions): AnalysisWorker {
    return new AnalysisWorker(options);
  }

  private constructor({ contract, projectFiles, limits }: CreateWorkerOptions) {
    const input: WorkerInput = {
      contract,
      projectFiles,
      module: SERVE_ANALYSES_MODULE,
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
    this.#ready = this.#await(LONGEST_START_MILLISECONDS);
  }

  /** Whether no further file can be given to it. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Analyses a file, or says why that was given up. */
  async analyze(file: TextFile): Promise<FileResult> {
    const ready = await this.#ready;
    if (ready !== 'ready') {
      return ready;
    }
    const answer = this.#await(this.#limits.milliseconds);
    this.#worker.postMessage(file);
    const result = await answer;
    return result === 'ready'
      ? { problem: 'The worker answered out of turn.' }
      : result;
  }

  /** Ends the thread. */
  async end() {
    this.#hasEnded = true;
    await this.#worker.terminate();
  }

  /** The next answer of the thread, or the reason why there is none. */
  async #await(milliseconds: number): Promise<WorkerAnswer> {
    const { memoryBytes } = this.#limits;
    const before = process.memoryUsage.rss();
    const began = performance.now();
    const worker = this.#worker;
    const answer = await new Promise<WorkerAnswer>(resolve => {
      const giveUp = (problem: string) => finish({ problem }, true);
      const watch = setInterval(() => {
        // the parser's memory is not in the heap that the thread is limited to
        if (process.memoryUsage.rss() - before > memoryBytes) {
          giveUp(describeMemory(memoryBytes));
        } else if (performance.now() - began > milliseconds) {
          giveUp(`The analysis took longer than ${milliseconds / 1000} s.`);
        }
      }, WATCH_MILLISECONDS);
      const onError = (error: Error & { code?: string }) =>
        giveUp(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? describeMemory(memoryBytes)
            : `The file could not be analysed: ${error.message}.`,
        );
      const onExit = () => giveUp('The analysis ended without a result.');
      const onMessage = (message: WorkerAnswer) => finish(message, false);
      const finish = (result: WorkerAnswer, isOver: boolean) => {
        clearInterval(watch);
        worker.off('message', onMessage);
        worker.off('error', onError);
        worker.off('exit', onExit);
        this.#hasEnded ||= isOver;
        resolve(result);
      };
      worker.on('message', onMessage);
      worker.on('error', onError);
      worker.on('exit', onExit);
    });
    if (this.#hasEnded) {
      await worker.terminate();
    }
    return answer;
  }
}

function describeMemory(bytes: number): string {
  return `The analysis needs more memory than ${Math.round(
    bytes / MEBIBYTE,
  )} MiB.`;
}
