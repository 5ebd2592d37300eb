import type {
  Evidence,
  JudgeMode,
  JudgeVerdict,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Inspection } from '../execution/PatchInspector';
import { adviseAgent } from './adviseAgent';

const E2: Evidence = { level: 'E2', rungs: [] };

async function advise(options: {
  mode?: JudgeMode;
  verdict?: JudgeVerdict;
  inspection?: Partial<Inspection>;
}) {
  const { mode = 'blocking', verdict = 'veto', inspection } = options;
  let asked = 0;
  const ruling = await adviseAgent({
    mode,
    requiredLevel: 'E2',
    findings: [],
    inspector: {
      inspect: async () => ({
        directory: '/nowhere',
        diff: {
          files: [],
          patch: '+1',
          filesChanged: 1,
          linesAdded: 1,
          linesRemoved: 0,
        },
        evidence: E2,
        refused: [],
        touched: true,
        ...inspection,
      }),
    },
    panel: {
      rule: async () => {
        asked += 1;
        return { mode, verdict, reasons: ['A.', 'B.'], judges: [] };
      },
    },
  });
  return { ...ruling, asked };
}

it('tells an agent why a judge stands in the way', async () => {
  expect(await advise({})).toEqual({
    vetoed: true,
    reasons: 'A.\nB.',
    asked: 1,
  });
});

it.each(['accept', 'undecided'] as const)(
  'holds no agent up with %s',
  async verdict => {
    expect(await advise({ verdict })).toEqual({
      vetoed: false,
      reasons: '',
      asked: 1,
    });
  },
);

it.each<[string, Parameters<typeof advise>[0]]>([
  ['where judges only advise', { mode: 'advisory' }],
  ['about nothing', { inspection: { evidence: undefined } }],
  [
    'about what is not proved',
    { inspection: { evidence: { level: 'E1', rungs: [] } } },
  ],
  [
    'about edits that are refused anyway',
    { inspection: { refused: [{ path: 'ci.yml', reason: 'is CI' }] } },
  ],
])('asks nobody %s', async (_case, options) => {
  expect(await advise(options)).toEqual({
    vetoed: false,
    reasons: '',
    asked: 0,
  });
});
