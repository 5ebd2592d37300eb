import { mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import {
  ModelBudgetExceededError,
  type AgentFeedback,
  type AgentResult,
  type AgentRunOptions,
  type MigrationAgent,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { TEST_CONTRACT } from '../tests/insertTestMigration';
import { NO_MODELS } from '../tests/NO_MODELS';
import { openAttemptLog } from '../sessions/__testUtils__/openAttemptLog';
import type { AttemptRecord } from './AttemptOutcome';
import { runAgentChain, type RunAgentChainOptions } from './runAgentChain';

const finding = (kind: Finding['kind'], file: string): Finding => ({
  kind,
  file,
  message: `A ${kind} place.`,
});
const UNPROVED = finding('unproved', 'job.sql');
const JUDGEMENT = finding('judgement', 'report.sql');

function agentThat(
  id: string,
  run: (
    options: AgentRunOptions,
  ) => Partial<AgentResult> | Promise<Partial<AgentResult>>,
): MigrationAgent {
  return {
    id,
    run: async options => ({
      findings: [],
      notes: [],
      ...(await run(options)),
    }),
  };
}

const REWRITER = agentThat('rewriter', () => ({
  findings: [UNPROVED, JUDGEMENT],
}));

async function runChain(
  agents: MigrationAgent[],
  fallback?: MigrationAgent,
  said: Pick<RunAgentChainOptions, 'standingFiles'> & {
    feedback?: AgentFeedback[];
  } = {},
): Promise<{
  record: AttemptRecord;
  asked: string[];
  verified: Finding[][];
  judged: Finding[][];
  lines: unknown[];
}> {
  const { log, lines } = openAttemptLog();
  const record: AttemptRecord = { agents: [], findings: [], notes: [] };
  const asked: string[] = [];
  const verified: Finding[][] = [];
  const judged: Finding[][] = [];
  await runAgentChain({
    agents,
    fallback,
    record,
    standingFiles: said.standingFiles,
    judge: async findings => {
      judged.push(findings);
      return { vetoed: false, reasons: '' };
    },
    session: log,
    work: {
      attempt: {
        id: 'attempt-1',
        migrationId: 'migration-1',
        targetId: 'target-1',
        repository: 'github.com/acme/jobs',
      },
      checkout: '/nowhere',
      contract: TEST_CONTRACT,
      feedback: said.feedback,
      models: NO_MODELS,
      logger: mockServices.logger.mock(),
      signal: new AbortController().signal,
    },
    inspector: {
      beginCoding: async files => {
        asked.push(`begin ${files.join()}`);
      },
      undoCoding: async () => {
        asked.push('undo');
      },
      verify: async findings => {
        verified.push(findings);
        return { passed: true, level: 'E2', findings: '' };
      },
    },
  });
  await log.close();
  return { record, asked, verified, judged, lines };
}

describe('runAgentChain', () => {
  it('logs what each agent asks, hears and comes to, whatever it says itself', async () => {
    const { lines } = await runChain([
      REWRITER,
      agentThat('coding', async ({ verify, models, log }) => {
        log?.hide('sk-0123456789');
        log?.record({ kind: 'message', text: 'My key is sk-0123456789' });
        await verify();
        await models
          .reserve({ model: 'small', maxTokens: 1, maxCostDollars: 1 })
          .catch(() => undefined);
        return { end: 'gaveUp', reason: 'Too hard' };
      }),
    ]);

    expect(lines).toEqual([
      { agent: 'rewriter', kind: 'agent' },
      {
        agent: 'rewriter',
        kind: 'end',
        result: 'finished',
        text: '2 left, the first in job.sql: A unproved place.',
      },
      { agent: 'coding', kind: 'agent' },
      { agent: 'coding', kind: 'message', text: 'My key is [redacted]' },
      {
        agent: 'coding',
        kind: 'verification',
        passed: true,
        level: 'E2',
        text: '',
      },
      {
        agent: 'coding',
        kind: 'modelRefused',
        model: 'small',
        text: 'No model may be asked in this test',
      },
      { agent: 'coding', kind: 'end', result: 'gaveUp', text: 'Too hard' },
    ]);
  });

  it('verifies with what is for people, not with what the agent was asked to do', async () => {
    const { record, asked, verified } = await runChain([
      REWRITER,
      agentThat('coding', async ({ residue, verify }) => {
        expect(residue).toEqual([UNPROVED]);
        await verify();
        return {};
      }),
    ]);

    expect(verified).toEqual([[JUDGEMENT]]);
    expect(asked).toEqual(['begin job.sql']);
    expect(record).toMatchObject({
      agents: ['rewriter', 'coding'],
      findings: [JUDGEMENT],
      end: { agent: 'coding', kind: 'finished' },
    });
  });

  it('has one coding agent answer what was said of a patch in which nothing is left', async () => {
    const feedback: AgentFeedback[] = [
      { from: 'reviewer', source: 'farid', text: 'Say why' },
    ];
    const given: unknown[] = [];
    const { record, asked } = await runChain(
      [
        agentThat('rewriter', () => ({})),
        agentThat('coding', options => {
          given.push(options.feedback);
          return {};
        }),
        agentThat('other', () => {
          throw new Error('Nobody asked it');
        }),
      ],
      undefined,
      { feedback, standingFiles: ['job.sql'] },
    );

    expect(given).toEqual([feedback]);
    expect(asked).toEqual(['begin job.sql']);
    expect(record.agents).toEqual(['rewriter', 'coding']);
  });

  it('lets an agent leave only what it was asked about, and takes the rest for notes', async () => {
    const { record } = await runChain([
      REWRITER,
      agentThat('coding', () => ({
        findings: [
          finding('judgement', 'job.sql'),
          finding('judgement', 'other.sql'),
        ],
      })),
    ]);

    expect(record.findings).toEqual([
      JUDGEMENT,
      finding('judgement', 'job.sql'),
    ]);
    expect(record.notes).toEqual(['coding on other.sql: A judgement place.']);
  });

  it('shows judges what is for people and what the agent leaves of its own places', async () => {
    const left = finding('unproved', 'job.sql');
    const { judged } = await runChain([
      REWRITER,
      agentThat('coding', async ({ judge }) => {
        await judge([left, finding('judgement', 'other.sql')]);
        return {};
      }),
    ]);

    expect(judged).toEqual([[JUDGEMENT, left]]);
  });

  it('lets an agent that a person chose to run alone leave what it finds', async () => {
    const left = finding('judgement', 'other.sql');
    const { record } = await runChain([
      agentThat('coding', () => ({ findings: [left] })),
    ]);

    expect(record.findings).toEqual([left]);
  });

  it('gives the residue to the next agent when one gives up, and to none when the budget is used up', async () => {
    const budgetError = new ModelBudgetExceededError({
      scope: 'day',
      limit: 1,
      used: 1,
      message: 'The budget of the day is used up',
    });
    const givesUp = agentThat('first', () => ({
      end: 'gaveUp',
      reason: 'It is too hard.',
    }));
    const second = agentThat('second', ({ residue }) => {
      expect(residue).toEqual([UNPROVED]);
      return {};
    });
    const isBroke = agentThat('first', () => {
      throw budgetError;
    });

    const wentOn = await runChain([REWRITER, givesUp, second]);
    const stopped = await runChain([REWRITER, isBroke, second]);

    expect(wentOn.record).toMatchObject({
      agents: ['rewriter', 'first', 'second'],
      end: { agent: 'second', kind: 'finished' },
    });
    expect(stopped.record).toMatchObject({
      agents: ['rewriter', 'first'],
      findings: [JUDGEMENT, UNPROVED],
      end: { agent: 'first', kind: 'budgetExceeded' },
    });
  });

  it('undoes what an agent did before its fallback works, and has no fallback for the rewriter', async () => {
    const unavailable = (id: string) =>
      agentThat(id, () => {
        throw new ServiceUnavailableError('no sandbox');
      });
    const other = agentThat('other', () => ({ notes: ['Done.'] }));

    const { record, asked } = await runChain(
      [REWRITER, unavailable('coding')],
      other,
    );

    expect(asked).toEqual(['begin job.sql', 'undo']);
    expect(record.agents).toEqual(['rewriter', 'coding', 'other']);
    expect(record.notes).toEqual([
      'The agent coding could not work (infrastructure), so other did in its place.',
      'Done.',
    ]);
    await expect(runChain([unavailable('rewriter')], other)).rejects.toThrow(
      'no sandbox',
    );
  });
});
