import type { JudgeMode } from '@skein/backstage-plugin-dataset-migrations-common';
import { DEFAULT_JUDGE_POLICY } from '../judging/JudgePolicy';
import { checkJudgeMode } from './checkJudgeMode';

const judging = (mode: JudgeMode, judgeIds = ['reader']) => ({
  judgeIds,
  policy: { ...DEFAULT_JUDGE_POLICY, mode },
});

it.each<[JudgeMode, JudgeMode | null | undefined]>([
  ['advisory', 'blocking'],
  ['advisory', 'advisory'],
  ['advisory', null],
  ['blocking', 'blocking'],
  ['blocking', undefined],
])('where judges are %s, allows %s', (configured, chosen) => {
  expect(() => checkJudgeMode(judging(configured), chosen)).not.toThrow();
});

it('lets nobody be less strict than the configuration', () => {
  expect(() => checkJudgeMode(judging('blocking'), 'advisory')).toThrow(
    "judgeMode: 'advisory' is less strict than 'blocking', which the configuration wants",
  );
});

it('lets nobody wait for a judge that is not there', () => {
  expect(() => checkJudgeMode(judging('advisory', []), 'blocking')).toThrow(
    "judgeMode: 'blocking' lets nothing through, since no judge is installed",
  );
});
