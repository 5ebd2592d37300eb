import type { JudgeVerdict } from '@skein/backstage-plugin-dataset-migrations-common';
import { decideVerdict, type VerdictFacts } from './decideVerdict';
import type { ModelVerdict } from './modelVerdict';

const objection = (
  file: string,
  line?: number,
): ModelVerdict['objections'][number] => ({
  rule: 'sameMeaning',
  file,
  line,
  sentence: 'The filter is lost.',
});

const accept: ModelVerdict = { verdict: 'accept', objections: [] };
const veto = (...objections: ModelVerdict['objections']): ModelVerdict => ({
  verdict: 'veto',
  objections,
});

it.each<[string, ModelVerdict, Partial<VerdictFacts>, JudgeVerdict, string[]]>([
  ['accepts', accept, {}, 'accept', []],
  [
    'vetoes with a place of the diff',
    veto(objection('a.sql', 3)),
    {},
    'veto',
    ['a.sql:3: The filter is lost.'],
  ],
  [
    'vetoes with a file of the diff',
    veto(objection('a.sql')),
    {},
    'veto',
    ['a.sql: The filter is lost.'],
  ],
  [
    'vetoes with a place that is listed',
    veto(objection('left.sql', 9)),
    {},
    'veto',
    ['left.sql:9: The filter is lost.'],
  ],
  [
    'vetoes with one place that is there and one that is not',
    veto(objection('a.sql', 99), objection('a.sql', 3)),
    {},
    'veto',
    ['a.sql:3: The filter is lost.'],
  ],
  [
    'vetoes with nothing that it can have read',
    veto(objection('b.sql', 1)),
    {},
    'undecided',
    ['The judge vetoes, but names no place of the diff.'],
  ],
  [
    'vetoes without saying why',
    veto(),
    {},
    'undecided',
    ['The judge vetoes, but names no place of the diff.'],
  ],
  [
    'accepts and objects',
    { verdict: 'accept', objections: [objection('a.sql', 3)] },
    {},
    'undecided',
    ['The judge accepts and objects at the same time.'],
  ],
  [
    'accepts what told it to',
    accept,
    { steering: 'a.sql:3' },
    'undecided',
    [
      'The repository speaks to its judge (a.sql:3), so that acceptance means nothing.',
    ],
  ],
  [
    'vetoes what told it to accept',
    veto(objection('a.sql', 3)),
    { steering: 'a.sql:3' },
    'veto',
    ['a.sql:3: The filter is lost.'],
  ],
  [
    'cannot tell',
    { verdict: 'undecided', objections: [], why: 'The type of tier.' },
    {},
    'undecided',
    ['The type of tier.'],
  ],
])('%s', (_case, said, facts, verdict, reasons) => {
  expect(
    decideVerdict({
      said,
      files: [
        { path: 'a.sql', lines: [{ side: '+', number: 3, text: 'SELECT 1' }] },
      ],
      findings: [
        { kind: 'judgement', file: 'left.sql', line: 9, message: 'Theirs.' },
      ],
      ...facts,
    }),
  ).toEqual({ verdict, reasons });
});
