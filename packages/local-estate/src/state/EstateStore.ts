import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EstateState, RepositoryState } from './EstateState';

/**
 * The estate's memory: one JSON file, replaced as a whole after each change. A process that is killed leaves the
 * file of before or after a change, never half of one.
 * @internal
 */
export class EstateStore {
  readonly #file: string;
  readonly #state: EstateState;

  static open(file: string) {
    mkdirSync(dirname(file), { recursive: true });
    return new EstateStore(file, readState(file));
  }

  private constructor(file: string, state: EstateState) {
    this.#file = file;
    this.#state = state;
  }

  repository(fullName: string): RepositoryState {
    this.#state.repositories[fullName] ??= {
      nextNumber: 1,
      pullRequests: [],
      checkRuns: [],
      labels: [],
    };
    return this.#state.repositories[fullName];
  }

  nextId(): number {
    return this.#state.nextId++;
  }

  save(): void {
    const draft = `${this.#file}.draft`;
    writeFileSync(draft, JSON.stringify(this.#state, undefined, 1));
    renameSync(draft, this.#file);
  }
}

function readState(file: string): EstateState {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return { version: 1, nextId: 1001, repositories: {} };
    }
    throw error;
  }
  const state = JSON.parse(text) as EstateState;
  if (state.version !== 1) {
    throw new Error(
      `${file} was written by another version of the local estate (version ${state.version}, expected 1); remove the folder it lies in to start afresh`,
    );
  }
  return state;
}
