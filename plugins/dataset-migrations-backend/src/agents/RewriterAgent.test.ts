import { mockServices } from '@backstage/backend-test-utils';
import {
  mappingContractSchema,
  type MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { AgentRunOptions } from '@skein/backstage-plugin-dataset-migrations-node';
import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_MODELS } from '../tests/NO_MODELS';
import { TEST_CONTRACT } from '../tests/insertTestMigration';
import { RewriterAgent } from './RewriterAgent';

const OLD =
  'SELECT a.user_id AS id\nFROM `acme-prod.analytics.user_activity_v1` AS a\n';
const NEW =
  'SELECT a.account_id AS id\nFROM `acme-prod.core.user_activity` AS a\n';

function renameOf(from: string, to: string): MappingContract {
  return mappingContractSchema.parse({
    apiVersion: 'skein.dev/v1alpha1',
    kind: 'MappingContract',
    metadata: { name: 'rename' },
    spec: {
      datasets: [
        {
          from: {
            entityRef: 'resource:default/old',
            names: [{ platform: 'dbt', ref: from }],
          },
          to: {
            entityRef: 'resource:default/new',
            names: [{ platform: 'dbt', ref: to }],
          },
        },
      ],
    },
  });
}

describe('RewriterAgent', () => {
  let folder: string;
  let checkout: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rewriter-'));
    checkout = join(folder, 'checkout');
    await mkdir(join(checkout, 'finance/marketing'), { recursive: true });
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const run = async (
    options: Partial<
      Pick<AgentRunOptions, 'contract' | 'paths' | 'excludedPaths'>
    > = {},
  ) =>
    await RewriterAgent.create({ maxFileSizeBytes: 1000 }).run({
      checkout,
      contract: TEST_CONTRACT,
      attempt: {
        id: 'attempt-1',
        migrationId: 'migration-1',
        targetId: 'target-1',
        repository: 'github.com/acme/jobs',
      },
      residue: [],
      verify: async () => ({ passed: false, level: 'E0', findings: '' }),
      judge: async () => ({ vetoed: false, reasons: '' }),
      models: NO_MODELS,
      logger: mockServices.logger.mock(),
      signal: new AbortController().signal,
      ...options,
    });
  const read = (path: string) => readFile(join(checkout, path), 'utf8');

  it('rewrites files where they are and keeps their modes', async () => {
    const job = join(checkout, 'finance/job.sql');
    await writeFile(job, OLD);
    await chmod(job, 0o755);

    const { findings } = await run();

    expect(await read('finance/job.sql')).toBe(NEW);
    expect((await stat(job)).mode & 0o777).toBe(0o755);
    expect(findings).toEqual([]);
  });

  it('moves the file of a renamed model, unless a part of its project is not its own', async () => {
    const contract = renameOf('orders_old', 'orders_new');
    await mkdir(join(checkout, 'models/marketing'), { recursive: true });
    await writeFile(join(checkout, 'dbt_project.yml'), 'name: shop\n');
    const model = join(checkout, 'models/orders_old.sql');
    await writeFile(model, 'select 1 as id\n');
    await chmod(model, 0o755);

    await run({ contract, excludedPaths: ['models/marketing'] });
    await expect(stat(model)).resolves.toBeDefined();

    const { findings } = await run({ contract });
    expect(findings).toEqual([]);
    expect(await read('models/orders_new.sql')).toBe('select 1 as id\n');
    await expect(stat(model)).rejects.toThrow(/ENOENT/);
    const { mode } = await stat(join(checkout, 'models/orders_new.sql'));
    expect(mode & 0o777).toBe(0o755);
  });

  it('stays in its share of a repository', async () => {
    await writeFile(join(checkout, 'job.sql'), OLD);
    await writeFile(join(checkout, 'finance/job.sql'), OLD);
    await writeFile(join(checkout, 'finance/marketing/job.sql'), OLD);

    await run({ paths: ['finance'], excludedPaths: ['finance/marketing'] });

    expect(await read('job.sql')).toBe(OLD);
    expect(await read('finance/job.sql')).toBe(NEW);
    expect(await read('finance/marketing/job.sql')).toBe(OLD);
  });

  it('never follows a symbolic link, neither to a file nor to a folder', async () => {
    await mkdir(join(folder, 'outside'));
    await writeFile(join(folder, 'outside/job.sql'), OLD);
    await symlink(
      join(folder, 'outside/job.sql'),
      join(checkout, 'finance/linked.sql'),
    );
    await symlink(join(folder, 'outside'), join(checkout, 'finance/linked'));

    await run();

    expect(await readFile(join(folder, 'outside/job.sql'), 'utf8')).toBe(OLD);
  });

  it('lists code that is too large to be read, and not data', async () => {
    await writeFile(join(checkout, 'finance/large.sql'), ' '.repeat(1001));
    await writeFile(join(checkout, 'finance/large.csv'), ' '.repeat(1001));

    const { findings } = await run();

    expect(findings).toMatchObject([
      { kind: 'unreadable', file: 'finance/large.sql' },
    ]);
  });
});
