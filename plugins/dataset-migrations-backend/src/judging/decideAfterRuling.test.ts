import type {
  JudgeMode,
  JudgeVerdict,
  Ruling,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { EndedOutcome } from '../execution/AttemptOutcome';
import { decideAfterRuling } from './decideAfterRuling';

const outcome = (kind: EndedOutcome['kind']): EndedOutcome => ({
  kind,
  reason: 'Changes 1 file, proved E2',
  conditions: ['decisionNeeded'],
  record: { agents: ['rewriter', 'coding'], findings: [], notes: [] },
});

const ruling = (
  mode: JudgeMode,
  verdict: JudgeVerdict,
  reasons: string[] = ['a.sql:3 loses its filter.'],
): Ruling => ({ mode, verdict, reasons, judges: [] });

it.each<[JudgeMode, JudgeVerdict, EndedOutcome['kind'], string]>([
  ['advisory', 'accept', 'proposed', 'Changes 1 file, proved E2'],
  ['blocking', 'accept', 'proposed', 'Changes 1 file, proved E2'],
  [
    'advisory',
    'veto',
    'proposed',
    'Changes 1 file, proved E2; a judge objects: a.sql:3 loses its filter.',
  ],
  ['advisory', 'undecided', 'proposed', 'Changes 1 file, proved E2'],
  [
    'blocking',
    'veto',
    'needsHuman',
    'A judge vetoes the patch: a.sql:3 loses its filter. Retry the target, or take it over by hand',
  ],
  [
    'blocking',
    'undecided',
    'needsHuman',
    'No judge could tell whether the patch is right, and nothing is proposed here without that: a.sql:3 loses its filter. Retry the target, let judges only advise (judgeMode), or take it over by hand',
  ],
])('%s, %s: %s', (mode, verdict, kind, reason) => {
  expect(
    decideAfterRuling(outcome('proposed'), ruling(mode, verdict)),
  ).toMatchObject({ kind, reason, conditions: ['decisionNeeded'] });
});

it.each(['needsHuman', 'noChanges'] as const)(
  'leaves %s as it is, whatever judges accept',
  kind => {
    for (const verdict of ['accept', 'veto', 'undecided'] as const) {
      expect(
        decideAfterRuling(outcome(kind), ruling('blocking', verdict)),
      ).toEqual(outcome(kind));
    }
  },
);

it('names three reasons and counts the rest', () => {
  expect(
    decideAfterRuling(
      outcome('proposed'),
      ruling('blocking', 'veto', ['A.', 'B.', 'C.', 'D.', 'E.']),
    ).reason,
  ).toContain(': A. B. C. (and 2 more) Retry');
});
