import type { JudgeVerdict } from '@skein/backstage-plugin-dataset-migrations-common';
import { foldAnswers } from './foldAnswers';

const said = (id: string, verdict: JudgeVerdict, ...reasons: string[]) => ({
  id,
  verdict,
  reasons,
});

it.each<[string, ReturnType<typeof said>[], JudgeVerdict, string[]]>([
  ['one that accepts', [said('a', 'accept')], 'accept', []],
  [
    'a veto among acceptances',
    [said('a', 'accept'), said('b', 'veto', 'No.')],
    'veto',
    ['No.'],
  ],
  [
    'a veto beside one that could not tell',
    [said('a', 'undecided', 'Too big.'), said('b', 'veto', 'No.')],
    'veto',
    ['No.'],
  ],
  [
    'one that could not tell among acceptances',
    [said('a', 'accept'), said('b', 'undecided', 'Too big.')],
    'undecided',
    ['Too big.'],
  ],
  [
    'two vetoes',
    [said('a', 'veto', 'No.'), said('b', 'veto', 'Never.')],
    'veto',
    ['No.', 'Never.'],
  ],
  ['nobody', [], 'undecided', ['No judge is installed.']],
])('%s', (_case, judges, verdict, reasons) => {
  expect(foldAnswers('blocking', judges)).toEqual({
    mode: 'blocking',
    verdict,
    reasons,
    judges,
  });
});
