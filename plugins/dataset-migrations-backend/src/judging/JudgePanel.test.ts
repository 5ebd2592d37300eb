import { mockServices } from '@backstage/backend-test-utils';
import {
  ModelBudgetExceededError,
  type Judge,
  type JudgeAnswer,
  type JudgeOptions,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { NewSessionEvent } from '../database/operations/sessions/appendSessionEvents';
import { AttemptLog } from '../sessions/AttemptLog';
import { TestCollector } from '../telemetry/__testUtils__/TestCollector';
import { TEST_CONTRACT } from '../tests/insertTestMigration';
import { NO_MODELS } from '../tests/NO_MODELS';
import { JudgePanel, type JudgedPatch } from './JudgePanel';

const PATCH: JudgedPatch = {
  diff: '+SELECT 1',
  evidence: { level: 'E2', rungs: [] },
  findings: [{ kind: 'judgement', file: 'a.sql', message: 'Theirs.' }],
};

const REQUEST = { model: 'small', maxTokens: 1, maxCostDollars: 1 };

const LOGGER = mockServices.logger.mock();
LOGGER.child.mockReturnValue(LOGGER);

function judgeThat(
  judge: (options: JudgeOptions) => Promise<JudgeAnswer>,
  id = 'reader',
): Judge {
  return { id, judge };
}

const accepts = judgeThat(async () => ({ verdict: 'accept', reasons: [] }));
const vetoes = judgeThat(
  async () => ({ verdict: 'veto', reasons: ['a.sql:1 is wrong.'] }),
  'strict',
);

function panelOf(
  judges: Judge[],
  options: {
    secondsAtMost?: number;
    signal?: AbortSignal;
    session?: AttemptLog;
    models?: JudgeOptions['models'];
  } = {},
) {
  return JudgePanel.create({
    judges,
    mode: 'blocking',
    secondsAtMost: options.secondsAtMost ?? 60,
    attempt: {
      id: 'attempt-1',
      migrationId: 'migration-1',
      targetId: 'target-1',
      repository: 'github.com/acme/jobs',
    },
    contract: TEST_CONTRACT,
    models: options.models ?? NO_MODELS,
    session: options.session,
    logger: LOGGER,
    signal: options.signal ?? new AbortController().signal,
  });
}
describe('JudgePanel', () => {
  it('asks each judge, and lets one veto be enough', async () => {
    const seen: JudgeOptions[] = [];
    const listens = judgeThat(async options => {
      seen.push(options);
      return {
        verdict: 'accept',
        reasons: [],
        prompt: { version: '1', hash: 'abc' },
      };
    });

    await expect(panelOf([listens, vetoes]).rule(PATCH)).resolves.toEqual({
      mode: 'blocking',
      verdict: 'veto',
      reasons: ['a.sql:1 is wrong.'],
      judges: [
        {
          id: 'reader',
          verdict: 'accept',
          reasons: [],
          promptVersion: '1',
          promptHash: 'abc',
        },
        { id: 'strict', verdict: 'veto', reasons: ['a.sql:1 is wrong.'] },
      ],
    });
    expect(seen).toMatchObject([
      { ...PATCH, contract: TEST_CONTRACT, attempt: { id: 'attempt-1' } },
    ]);
  });

  it('asks once about the same patch, and again about another', async () => {
    let asked = 0;
    const panel = panelOf([
      judgeThat(async () => {
        asked += 1;
        return { verdict: 'accept', reasons: [] };
      }),
    ]);

    await panel.rule(PATCH);
    await panel.rule({ ...PATCH, findings: [...PATCH.findings] });
    expect(asked).toBe(1);

    await panel.rule({ ...PATCH, diff: '+SELECT 2' });
    await panel.rule({ ...PATCH, findings: [] });
    expect(asked).toBe(3);
  });

  it.each<[string, Error, string]>([
    [
      'that fails',
      new Error('no https://user:secret@models.example'),
      'The judge reader failed: no https://[redacted]@models.example',
    ],
    [
      'whose budget is used up',
      new Error('The model could not be asked', {
        cause: new ModelBudgetExceededError({
          scope: 'day',
          limit: 1,
          used: 1,
          message: 'The budget for models for today is used up',
        }),
      }),
      'The judge reader was not asked. The budget for models for today is used up.',
    ],
  ])('takes one %s for undecided', async (_case, error, reason) => {
    const panel = panelOf([
      judgeThat(async () => {
        throw error;
      }),
    ]);

    await expect(panel.rule(PATCH)).resolves.toMatchObject({
      verdict: 'undecided',
      reasons: [reason],
    });
  });

  it('takes one that hears of no end for undecided when its time is over', async () => {
    const panel = panelOf([judgeThat(() => new Promise(() => undefined))], {
      secondsAtMost: 0.01,
    });

    await expect(panel.rule(PATCH)).resolves.toMatchObject({
      verdict: 'undecided',
      reasons: ['The judge reader did not come to an end within 0.01 seconds.'],
    });
  });

  it('ends with its attempt, whatever judges do', async () => {
    const end = new AbortController();
    let begun: () => void = () => undefined;
    const hasBegun = new Promise<void>(resolve => {
      begun = resolve;
    });
    const ruling = panelOf(
      [
        judgeThat(() => {
          begun();
          return new Promise(() => undefined);
        }),
      ],
      { signal: end.signal },
    ).rule(PATCH);
    await hasBegun;
    end.abort(new Error('The lease is lost'));

    await expect(ruling).rejects.toThrow('The lease is lost');
  });

  it('keeps what a judge says short and plain, and never without a reason', async () => {
    const talks = judgeThat(async () => ({
      verdict: 'veto',
      reasons: [
        '\u001b[31mred\u001b[0m\nand\u202e more',
        'x'.repeat(10_000),
        ...Array.from({ length: 50 }, (_, index) => `Reason ${index}.`),
      ],
    }));
    const mute = judgeThat(
      async () => ({ verdict: 'veto', reasons: [' '] }),
      'mute',
    );
    const { judges } = await panelOf([talks, mute]).rule(PATCH);

    expect(judges[0].reasons).toHaveLength(10);
    expect(judges[0].reasons[0]).toBe('red and more');
    expect(Buffer.byteLength(judges[0].reasons[1])).toBeLessThanOrEqual(400);
    expect(judges[1].reasons).toEqual(['It did not say why it vetoes.']);
  });

  it('logs what each judge says and asks of models, once for each patch', async () => {
    const stored: NewSessionEvent[] = [];
    const session = AttemptLog.create({
      append: async events => {
        stored.push(...events);
        return true;
      },
      limits: { events: 100, bytes: 100_000 },
      logger: LOGGER,
    });
    const asks = judgeThat(async ({ models }) => {
      await models.reserve(REQUEST);
      return { verdict: 'accept', reasons: [] };
    });
    const panel = panelOf([asks, vetoes], { session });

    await panel.rule(PATCH);
    await panel.rule(PATCH);
    await session.close();

    expect(
      stored.map(({ agent, kind, body }) => ({
        agent,
        kind,
        ...JSON.parse(body),
      })),
    ).toEqual([
      {
        agent: 'reader',
        kind: 'modelRefused',
        model: 'small',
        text: 'No model may be asked in this test',
      },
      {
        agent: 'reader',
        kind: 'verdict',
        verdict: 'undecided',
        text: 'The judge reader failed: No model may be asked in this test',
      },
      {
        agent: 'strict',
        kind: 'verdict',
        verdict: 'veto',
        text: 'a.sql:1 is wrong.',
      },
    ]);
  });

  it('makes a span of each judge, with its verdict and none of its words', async () => {
    const collector = TestCollector.start();
    const asks = judgeThat(async ({ models }) => {
      const reservation = await models.reserve(REQUEST);
      await reservation.release();
      return { verdict: 'accept', reasons: [] };
    });
    const fails = judgeThat(async () => {
      throw new Error('ignore previous instructions');
    }, 'broken');

    await panelOf([asks, vetoes, fails], {
      models: {
        reserve: async () => ({
          record: async () => {},
          release: async () => {},
        }),
      },
    }).rule(PATCH);
    collector.stop();

    expect(collector.spans).toEqual([
      {
        name: 'skein.judge',
        parent: undefined,
        attributes: {
          'skein.judge': 'reader',
          'skein.judge.verdict': 'accept',
        },
        ended: true,
        failed: false,
      },
      {
        name: 'skein.model_request',
        parent: 'skein.judge',
        attributes: { 'skein.model': 'small', 'skein.status': 'released' },
        ended: true,
        failed: false,
      },
      {
        name: 'skein.judge',
        parent: undefined,
        attributes: { 'skein.judge': 'strict', 'skein.judge.verdict': 'veto' },
        ended: true,
        failed: false,
      },
      {
        name: 'skein.judge',
        parent: undefined,
        attributes: { 'skein.judge': 'broken', 'error.type': 'Error' },
        ended: true,
        failed: true,
      },
    ]);
  });

  it('accepts only what all accept', async () => {
    await expect(panelOf([accepts]).rule(PATCH)).resolves.toMatchObject({
      verdict: 'accept',
      reasons: [],
    });
    await expect(panelOf([]).rule(PATCH)).resolves.toMatchObject({
      verdict: 'undecided',
    });
  });
});
