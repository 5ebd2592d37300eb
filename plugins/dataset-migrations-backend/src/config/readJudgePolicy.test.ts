import { ConfigReader } from '@backstage/config';
import { readJudgePolicy } from './readJudgePolicy';

it('lets judges advise on what agents have touched, unless told otherwise', () => {
  const usual = { mode: 'advisory', patches: 'agents', secondsAtMost: 300 };

  expect(readJudgePolicy(undefined)).toEqual(usual);
  expect(readJudgePolicy(new ConfigReader({ judge: {} }))).toEqual(usual);
  expect(
    readJudgePolicy(
      new ConfigReader({
        judge: { mode: 'blocking', patches: 'all', secondsAtMost: 60 },
      }),
    ),
  ).toEqual({ mode: 'blocking', patches: 'all', secondsAtMost: 60 });
});

it.each([
  [
    { mode: 'strict' },
    "datasetMigrations.judge.mode is 'strict'; give one of advisory, blocking",
  ],
  [
    { patches: 'some' },
    "datasetMigrations.judge.patches is 'some'; give one of agents, all",
  ],
  [
    { secondsAtMost: 2 },
    'datasetMigrations.judge.secondsAtMost is 2; give a whole number from 10 to 1200',
  ],
])('refuses %j', (judge, message) => {
  expect(() => readJudgePolicy(new ConfigReader({ judge }))).toThrow(message);
});
