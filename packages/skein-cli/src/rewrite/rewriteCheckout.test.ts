import { resolve } from 'node:path';
import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import type { RewriteEvidence, RewriteProof } from '@skein/dataset-rewriter';
import { TemporaryDirectory } from '../__fixtures__/TemporaryDirectory';
import { readContractFile } from '../contract/readContractFile';
import { exitCodeOf } from './exitCodeOf';

const EXAMPLE_CONTRACT = resolve(
  __dirname,
  '../../../../examples/user-activity-v2.yaml',
);
import { levelOf } from '../evidence/levelOf';
import { rewriteCheckout } from './rewriteCheckout';

const proved = { status: 'proved', detail: '' } as const;
const failed = { status: 'failed', detail: '' } as const;
const notLookedAt = {
  binds: { status: 'notApplicable', detail: '', queries: [] },
  sameResults: { status: 'notApplicable', detail: '', queries: [] },
} as const satisfies RewriteProof;
const notApplicable = { status: 'notApplicable', detail: '' } as const;

function evidenceOf(
  parses: RewriteEvidence['parses'],
  noOldReference: RewriteEvidence['parses'],
): RewriteEvidence {
  return { parses, noOldReference: { ...noOldReference, left: [] } };
}

describe('levelOf', () => {
  it.each([
    ['E2', 'both are proved', proved, proved],
    ['E2', 'nothing had to change', notApplicable, proved],
    ['E1', 'an old reference is left', proved, failed],
    ['E0', 'a changed file does not parse', failed, proved],
    ['E0', 'nothing could be looked at', notApplicable, notApplicable],
  ])('is %s when %s', (level, _case, parses, noOldReference) => {
    expect(levelOf(evidenceOf(parses, noOldReference))).toBe(level);
  });
});

describe('rewriteCheckout', () => {
  let directory: TemporaryDirectory;

  beforeEach(() => {
    directory = new TemporaryDirectory();
  });

  afterEach(() => directory.remove());

  async function outcomeOf(options: {
    evidence: RewriteEvidence;
    findings?: Finding[];
  }) {
    directory.write('a.sql', 'select 1\nselect 2\n');
    return rewriteCheckout({
      directory: directory.path,
      contract: await readContractFile({
        field: '--contract',
        file: EXAMPLE_CONTRACT,
        workingDirectory: '/',
      }),
      rewriter: {
        rewrite: async () => ({
          files: [],
          findings: options.findings ?? [],
          notes: [],
        }),
        verifyRewrite: async () => options.evidence,
        proveRewrite: async () => notLookedAt,
      },
    });
  }

  it('lists an old reference that the verifier saw and the rewriter did not', async () => {
    const reference = {
      file: 'a.sql',
      column: 8,
      text: 'x',
      name: 'old_table',
    };
    const evidence: RewriteEvidence = {
      parses: proved,
      noOldReference: {
        ...failed,
        left: [
          { ...reference, line: 2 },
          { ...reference, line: 1 },
        ],
      },
    };
    const listed: Finding = {
      kind: 'unsupported',
      file: 'a.sql',
      line: 1,
      message: 'said already',
    };

    const outcome = await outcomeOf({ evidence, findings: [listed] });

    expect(outcome.left.map(({ line, message }) => [line, message])).toEqual([
      [1, 'said already'],
      [2, 'still names old_table'],
    ]);
    expect(outcome.level).toBe('E1');
    expect(exitCodeOf(outcome)).toBe(2);
  });

  it('counts a patch that does not parse as an error', async () => {
    const outcome = await outcomeOf({ evidence: evidenceOf(failed, proved) });

    expect(outcome.level).toBe('E0');
    expect(exitCodeOf(outcome)).toBe(1);
  });
});
