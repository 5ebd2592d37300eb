import type {
  AgentResult,
  AgentRunOptions,
  MigrationAgent,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { rewrite } from '@skein/dataset-rewriter';
import { link, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCheckout } from '../execution/readCheckout';

/** The id that the rewriter runs under. */
export const REWRITER_ID = 'rewriter';

/** The deterministic agent: rewrites what it can prove by the contract, and lists the rest. */
export class RewriterAgent implements MigrationAgent {
  readonly id = REWRITER_ID;
  readonly #maxFileSizeBytes: number;

  private constructor(maxFileSizeBytes: number) {
    this.#maxFileSizeBytes = maxFileSizeBytes;
  }

  static create(options: { maxFileSizeBytes: number }): RewriterAgent {
    return new RewriterAgent(options.maxFileSizeBytes);
  }

  async run(options: AgentRunOptions): Promise<AgentResult> {
    const { checkout, contract, paths, excludedPaths, signal } = options;
    const { files, findings } = await readCheckout({
      checkout,
      paths,
      excludedPaths,
      maxFileSizeBytes: this.#maxFileSizeBytes,
      signal,
    });
    const result = await rewrite({ contract, files, excludedPaths });
    signal.throwIfAborted();
    const given = new Set(files.map(file => file.path));
    for (const { path, newPath, before, after } of result.files) {
      if (!given.has(path)) {
        throw new Error(`The rewriter changed ${path}, which it was not given`);
      }
      if (newPath !== undefined) {
        // A link refuses a place that is taken, where a rename would not.
        await link(join(checkout, path), join(checkout, newPath));
        await unlink(join(checkout, path));
      }
      if (Buffer.compare(before, after) !== 0) {
        // Writing to a file that is there keeps its mode.
        await writeFile(join(checkout, newPath ?? path), after);
      }
    }
    return {
      findings: [...result.findings, ...findings],
      notes: result.notes,
    };
  }
}
