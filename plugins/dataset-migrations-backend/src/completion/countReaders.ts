import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  MappingContract,
  ReaderPlace,
  Readers,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { RepositoryAddress } from '@skein/backstage-plugin-dataset-migrations-node';
import { findOldReferences, type SourceFile } from '@skein/dataset-rewriter';
import { join } from 'node:path';
import type { CodeHosts } from '../codeHosts/CodeHosts';
import { isInScope, type Scope } from '../execution/isInScope';
import { openDefaultBranch } from '../execution/openDefaultBranch';
import type { WorkingDirectory } from '../execution/WorkingDirectory';
import { redactSecrets } from '../git/redactSecrets';

/** A target whose code is to be looked at. */
export interface ReaderCandidate extends Scope {
  targetId: string;
  repository: RepositoryAddress;
}

export interface CountReadersOptions {
  contract: MappingContract;
  candidates: ReaderCandidate[];
  codeHosts: CodeHosts;
  workingDirectory: WorkingDirectory;
  maxFileSizeBytes: number;
  signal: AbortSignal;
  logger: LoggerService;
}

const CONCURRENCY = 4;

function nameOf({ host, owner, name }: RepositoryAddress): string {
  return `${host}/${owner}/${name}`;
}

async function readScope(
  options: CountReadersOptions,
  candidate: ReaderCandidate,
): Promise<SourceFile[]> {
  const { codeHosts, workingDirectory, maxFileSizeBytes, signal, logger } =
    options;
  return await workingDirectory.lend('readers', async folder => {
    const { repository, headSha } = await openDefaultBranch({
      codeHosts,
      address: candidate.repository,
      directory: join(folder, 'mirror.git'),
      // An archived repository can be read as well as any other.
      check: found => (found.empty ? 'The repository is empty' : undefined),
      signal,
      logger,
    });
    const files: SourceFile[] = [];
    for await (const file of repository.readFiles(
      headSha,
      entry =>
        (entry.sizeBytes ?? 0) <= maxFileSizeBytes &&
        isInScope(entry.path, candidate),
    )) {
      // What git gives is a view on a larger buffer that is to be let go.
      files.push({ path: file.path, content: Uint8Array.from(file.content) });
    }
    return files;
  });
}

/** Where a target's code still reads the old dataset; not knowing counts as reading. */
async function findReading(
  options: CountReadersOptions,
  candidate: ReaderCandidate,
): Promise<string | undefined> {
  const { contract, signal, logger } = options;
  try {
    const files = await readScope(options, candidate);
    const [first, ...others] = await findOldReferences({ contract, files });
    if (!first) {
      return undefined;
    }
    const more = others.length > 0 ? ` (and ${others.length} more)` : '';
    return `${first.file}:${first.line} names ${first.name}${more}`;
  } catch (error) {
    signal.throwIfAborted();
    const message = redactSecrets(toError(error).message).slice(0, 300);
    logger.warn(
      `Readers in ${nameOf(candidate.repository)} are not known: ${message}`,
    );
    return `Not known: ${message}`;
  }
}

/** Looks through the code of all candidates for who still reads the old dataset. */
export async function countReaders(
  options: CountReadersOptions,
): Promise<Omit<Readers, 'checkedAt'>> {
  const { candidates, signal } = options;
  const found = new Map<ReaderCandidate, ReaderPlace>();
  const waiting = candidates.values();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (const candidate of waiting) {
        signal.throwIfAborted();
        const where = await findReading(options, candidate);
        if (where !== undefined) {
          found.set(candidate, {
            repository: nameOf(candidate.repository),
            targetId: candidate.targetId,
            where,
          });
        }
      }
    }),
  );
  const places = candidates.flatMap(candidate => found.get(candidate) ?? []);
  return {
    count: new Set(places.map(place => place.repository)).size,
    places,
  };
}
