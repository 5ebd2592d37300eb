import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { EvalAccount } from '../EvalAccount.mjs';
import { loadBackendPart } from '../loadParts.mjs';
import { SILENT_LOGGER } from '../silentLogger.mjs';
import { scoreAttempt } from './scoreAttempt.mjs';

const OWNER = 'acme';
const FILE_BYTES = 1024 * 1024;
const USUAL_LEVEL = 'E2';

/**
 * The repositories of the suite on a code host with real git, and attempts on them by the runner of the backend: the same
 * checkout, patch policy and verifiers as in a migration.
 */
export class SuiteHost {
  static async open(cases) {
    const { GitServer } = loadBackendPart('tests/GitServer');
    const server = await GitServer.start();
    for (const { name, before } of cases) {
      await server.commit(`${OWNER}/${name}`, Object.fromEntries(before));
    }
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-agents-'));
    return new SuiteHost(server, folder);
  }

  constructor(server, folder) {
    this.server = server;
    this.folder = folder;
  }

  async close() {
    await this.server.stop();
    await fs.rm(this.folder, { recursive: true, force: true });
  }

  /** One attempt of an agent on a case, scored. */
  async attempt({ agent, each, dollars, judges = [] }) {
    const account = new EvalAccount({ dollars });
    const runner = await this.#createRunner({ agent, account, judges });
    const { name, contract, paths, residue, expected } = each;
    const { requiredLevel = USUAL_LEVEL } = each;
    const started = performance.now();
    const outcome = await runner.run(
      {
        attemptId: name,
        migrationId: 'evaluation',
        targetId: name,
        repository: { host: this.server.host, owner: OWNER, name },
        contract,
        paths,
        requiredLevel,
        ...(!residue && { agent: agent.id }),
      },
      new AbortController().signal,
    );
    const { record } = outcome;
    return {
      name,
      ...scoreAttempt({ outcome, expected }),
      level: record.evidence?.level,
      rounds: record.rounds ?? 0,
      verdict: record.ruling?.verdict,
      promptVersion: record.prompts?.[0]?.version,
      seconds: Math.round((performance.now() - started) / 1000),
      requests: account.sum.requests,
      dollars: account.sum.dollars,
    };
  }

  async #createRunner({ agent, account, judges }) {
    const { AttemptRunner } = loadBackendPart('execution/AttemptRunner');
    const { CodeHosts } = loadBackendPart('codeHosts/CodeHosts');
    const { RewriterAgent } = loadBackendPart('agents/RewriterAgent');
    const { WorkingDirectory } = loadBackendPart('execution/WorkingDirectory');
    const { TestCodeHost } = loadBackendPart('tests/TestCodeHost');
    const { parses } = loadBackendPart('verification/verifiers/parses');
    const { noOldReference } = loadBackendPart(
      'verification/verifiers/noOldReference',
    );
    const { DEFAULT_JUDGE_POLICY } = loadBackendPart('judging/JudgePolicy');
    const maxFileSizeBytes = FILE_BYTES;
    this.workingDirectory ??= await WorkingDirectory.create({
      root: this.folder,
      logger: SILENT_LOGGER,
    });
    return AttemptRunner.create({
      codeHosts: CodeHosts.create({
        codeHosts: [new TestCodeHost(this.server)],
      }),
      agents: [RewriterAgent.create({ maxFileSizeBytes }), agent],
      verifiers: [
        parses({ maxFileSizeBytes }),
        noOldReference({ maxFileSizeBytes }),
      ],
      judging: { judges, policy: DEFAULT_JUDGE_POLICY },
      models: { open: () => account },
      workingDirectory: this.workingDirectory,
      limits: { maxSizeKilobytes: 100_000, maxFileSizeBytes },
      logger: SILENT_LOGGER,
    });
  }
}
