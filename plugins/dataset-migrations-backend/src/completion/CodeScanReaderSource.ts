import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  FindReadersOptions,
  FoundReader,
  ReaderCandidate,
  ReaderSource,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { findOldReferences, type SourceFile } from '@skein/dataset-rewriter';
import { join } from 'node:path';
import type { CodeHosts } from '../codeHosts/CodeHosts';
import { repositoryName } from '../discovery/repositoryName';
import { isInScope } from '../execution/isInScope';
import { openDefaultBranch } from '../execution/openDefaultBranch';
import type { WorkingDirectory } from '../execution/WorkingDirectory';
import { redactSecrets } from '../git/redactSecrets';

export interface CodeScanReaderSourceOptions {
  codeHosts: CodeHosts;
  workingDirectory: WorkingDirectory;
  maxFileSizeBytes: number;
  logger: LoggerService;
}

const CONCURRENCY = 4;

/** Looks through the code on the default branches for who still names an old dataset. */
export class CodeScanReaderSource implements ReaderSource {
  readonly id = 'code';
  readonly #options: CodeScanReaderSourceOptions;

  static create(options: CodeScanReaderSourceOptions): CodeScanReaderSource {
    return new CodeScanReaderSource(options);
  }

  private constructor(options: CodeScanReaderSourceOptions) {
    this.#options = options;
  }

  async findReaders(options: FindReadersOptions): Promise<FoundReader[]> {
    const { candidates, signal } = options;
    const found = new Map<ReaderCandidate, FoundReader>();
    const waiting = candidates.values();
    await Promise.all(
      Array.from({ length: CONCURRENCY }, async () => {
        for (const candidate of waiting) {
          signal.throwIfAborted();
          const reader = await this.#findReader(options, candidate);
          if (reader) {
            found.set(candidate, reader);
          }
        }
      }),
    );
    return candidates.flatMap(candidate => found.get(candidate) ?? []);
  }

  async #findReader(
    { contract, signal }: FindReadersOptions,
    candidate: ReaderCandidate,
  ): Promise<FoundReader | undefined> {
    const { targetId } = candidate;
    const repository = repositoryName(candidate.repository);
    try {
      const files = await this.#readScope(candidate, signal);
      const [first, ...others] = await findOldReferences({ contract, files });
      if (!first) {
        return undefined;
      }
      const more = others.length > 0 ? ` (and ${others.length} more)` : '';
      const where = `${first.file}:${first.line} names ${first.name}${more}`;
      return { targetId, repository, where };
    } catch (error) {
      signal.throwIfAborted();
      const message = redactSecrets(toError(error).message).slice(0, 300);
      this.#options.logger.warn(
        `Readers in ${repository} are not known: ${message}`,
      );
      const where = `Not known: ${message}`;
      return { targetId, repository, where, unknown: true };
    }
  }

  async #readScope(
    candidate: ReaderCandidate,
    signal: AbortSignal,
  ): Promise<SourceFile[]> {
    const { codeHosts, workingDirectory, maxFileSizeBytes, logger } =
      this.#options;
    return await workingDirectory.lend(
      'readers',
      async (folder, holdMirror) => {
        const { repository, headSha } = await openDefaultBranch({
          codeHosts,
          address: candidate.repository,
          directory: join(folder, 'trusted.git'),
          holdMirror,
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
          files.push({
            path: file.path,
            content: Uint8Array.from(file.content),
          });
        }
        return files;
      },
    );
  }
}
