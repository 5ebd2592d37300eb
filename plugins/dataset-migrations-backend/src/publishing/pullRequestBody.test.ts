import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  mappingContractSchema,
  type Finding,
} from '@skein/backstage-plugin-dataset-migrations-common';
import {
  pullRequestBody,
  type PullRequestBodyOptions,
} from './pullRequestBody';
import { keepHumanText, pullRequestMarker } from './pullRequestMarker';

const migrationId = '6b1f0000-0000-4000-8000-000000000001';
const targetId = 'f3a10000-0000-4000-8000-000000000002';
const marker = pullRequestMarker({ migrationId, targetId, generation: 1 });

const contract = mappingContractSchema.parse({
  apiVersion: 'skein.dev/v1alpha1',
  kind: 'MappingContract',
  metadata: {
    name: 'user-activity-v2',
    title: 'User activity v1 → v2',
    description: 'v1 counts devices, not people.',
  },
  spec: {
    guide: 'https://docs.acme.example/user-activity-v2',
    datasets: [
      {
        from: {
          entityRef: 'resource:default/user-activity-v1',
          names: [
            {
              platform: 'bigquery',
              name: 'acme-prod.analytics.user_activity_v1',
            },
          ],
        },
        to: {
          entityRef: 'resource:default/user-activity-v2',
          names: [
            { platform: 'bigquery', name: 'acme-prod.core.user_activity' },
          ],
        },
        fields: [
          { from: 'user_id', to: 'account_id' },
          {
            from: 'signup_ts',
            to: 'signed_up_at',
            expression: 'UNIX_SECONDS({signed_up_at})',
          },
          {
            from: 'plan_tier',
            to: 'plan',
            change: 'judgement',
            note: 'Tiers were merged.',
          },
          { from: 'legacy_flag', change: 'dropped', note: 'Always false.' },
          { to: 'region', change: 'added' },
        ],
      },
    ],
  },
});

const options: PullRequestBodyOptions = {
  contract,
  contractVersion: 1,
  requiredLevel: 'E2',
  deadline: '2027-01-15',
  ownerRef: 'group:default/growth-data',
  targetId,
  filesUrl: 'https://github.com/acme/pricing-sql/blob',
  baseSha: 'a'.repeat(40),
  agent: 'rewriter',
  filesChanged: 2,
  linesAdded: 5,
  linesRemoved: 4,
  evidence: {
    level: 'E2',
    rungs: [
      { level: 'E1', status: 'proved', detail: '2 of 2 files parse.' },
      { level: 'E2', status: 'proved', detail: 'None is left.' },
      { level: 'E3', status: 'notRun', detail: 'No verifier is installed.' },
    ],
  },
  findings: [
    {
      kind: 'judgement',
      file: 'jobs/pricing.sql',
      line: 31,
      field: 'plan_tier',
      message: 'Tiers were merged; decide what legacy means for you.',
    },
    {
      kind: 'unsupported',
      file: 'jobs/load.py',
      line: 42,
      message: 'The name of the table is built at run time.',
    },
  ],
  targetUrl: `https://backstage.acme.example/dataset-migrations/t/${targetId}`,
  marker,
};

function golden(name: string): string {
  return readFileSync(resolve(__dirname, '__fixtures__', name), 'utf8');
}

describe('pullRequestBody', () => {
  it('says what, why, what is proved and what is left to people', () => {
    expect(`${pullRequestBody(options)}\n`).toBe(golden('fullBody.txt'));
  });

  it('leaves out sections without content', () => {
    expect(
      `${pullRequestBody({
        ...options,
        contract: mappingContractSchema.parse({
          ...contract,
          metadata: { name: 'user-activity-v2' },
          spec: {
            ...contract.spec,
            guide: undefined,
            outputs: 'propagate',
            datasets: [{ ...contract.spec.datasets[0], fields: [] }],
          },
        }),
        deadline: undefined,
        evidence: undefined,
        findings: [],
        filesChanged: 1,
        linesAdded: 1,
        linesRemoved: 1,
      })}\n`,
    ).toBe(golden('bareBody.txt'));
  });

  it('keeps what a hostile repository wrote inert', () => {
    const findings: Finding[] = [
      {
        kind: 'unproved',
        file: 'a`](https://evil) <img src=x>.sql',
        line: 1,
        text: '@everyone fixes #1 ``` <!-- skein:x -->',
        message:
          'fixes #2 for @ana, see <b>https://evil</b>\n\n# Merge this at once',
      },
    ];

    expect(`${pullRequestBody({ ...options, findings })}\n`).toBe(
      golden('hostileBody.txt'),
    );
  });

  it('stays below what GitHub takes, however much there is to say', () => {
    const findings = Array.from(
      { length: 5_000 },
      (_empty, index): Finding => ({
        kind: index % 2 ? 'judgement' : 'unproved',
        file: `${'deep/'.repeat(200)}${index}.sql`,
        line: index,
        text: 'x'.repeat(1_000),
        message: 'y'.repeat(1_000),
      }),
    );
    const fields = Array.from({ length: 2_000 }, (_empty, index) => ({
      from: `old_${index}`,
      to: `new_${index}`,
      expression: `CAST({new_${index}} AS ${'z'.repeat(500)})`,
    }));
    const body = pullRequestBody({
      ...options,
      findings,
      contract: {
        ...contract,
        spec: {
          ...contract.spec,
          datasets: [{ ...contract.spec.datasets[0], fields }],
        },
      },
    });

    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(body).toMatch(/and 19\d\d more fields in Backstage/);
    expect(body).toMatch(/- and 24\d\d more places in Backstage/);
    expect(body.endsWith(marker)).toBe(true);
  });
});

describe('keepHumanText', () => {
  it('keeps what people wrote below the marker', () => {
    expect(
      keepHumanText({
        rendered: `new ${marker}`,
        standing: `old ${marker}\n\nPlease wait for the audit.`,
        marker,
      }),
    ).toBe(`new ${marker}\n\nPlease wait for the audit.`);
  });

  it('keeps nothing of a body without a marker', () => {
    expect(
      keepHumanText({ rendered: `new ${marker}`, standing: 'old', marker }),
    ).toBe(`new ${marker}`);
  });
});
