import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { RepositoryState } from './EstateState';

/** The file of a repository. */
interface StoredRepository {
  version: 2;
  /** Ids count over everything; the highest of all files counts. */
  nextId: number;
  repository: RepositoryState;
}

const FIRST_ID = 1001;
const ENDING = '.json';

/**
 * The estate's memory: one JSON file for each repository, replaced as a whole after each change. A process that is
 * killed leaves the file of before or after a change, never half of one.
 * @internal
 */
export class EstateStore {
  readonly #folder: string;
  readonly #repositories: Map<string, RepositoryState>;
  #nextId: number;

  /** Throws when the folder was written by another version of the estate. */
  static open(folder: string) {
    assertNoOlderState(folder);
    const stored = listFiles(folder).map(name => ({
      fullName: name.slice(0, -ENDING.length),
      ...readStored(join(folder, name)),
    }));
    return new EstateStore(
      folder,
      new Map(stored.map(each => [each.fullName, each.repository])),
      Math.max(FIRST_ID, ...stored.map(({ nextId }) => nextId)),
    );
  }

  private constructor(
    folder: string,
    repositories: Map<string, RepositoryState>,
    nextId: number,
  ) {
    this.#folder = folder;
    this.#repositories = repositories;
    this.#nextId = nextId;
  }

  repository(fullName: string): RepositoryState {
    const known = this.#repositories.get(fullName);
    if (known) {
      return known;
    }
    const fresh = {
      nextNumber: 1,
      pullRequests: [],
      checkRuns: [],
      labels: [],
    };
    this.#repositories.set(fullName, fresh);
    return fresh;
  }

  nextId(): number {
    return this.#nextId++;
  }

  save(fullName: string): void {
    const stored: StoredRepository = {
      version: 2,
      nextId: this.#nextId,
      repository: this.repository(fullName),
    };
    const file = join(this.#folder, `${fullName}${ENDING}`);
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.draft`;
    writeFileSync(draft, JSON.stringify(stored, undefined, 1));
    renameSync(draft, file);
  }
}

/** Relative to the folder: `owner/name.json`. */
function listFiles(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
        name.endsWith(ENDING),
      )
    : [];
}

function readStored(file: string): StoredRepository {
  const stored = JSON.parse(readFileSync(file, 'utf8')) as StoredRepository;
  if (stored.version !== 2) {
    throw otherVersion(file, stored.version);
  }
  return stored;
}

/** Until version 2 all repositories were in one file beside the folder. */
function assertNoOlderState(folder: string): void {
  const file = `${folder}.json`;
  if (existsSync(file)) {
    throw otherVersion(file, 1);
  }
}

function otherVersion(file: string, version: unknown): Error {
  return new Error(
    `${file} was written by another version of the local estate (version ${version}, expected 2); remove the folder it lies in to start afresh`,
  );
}
