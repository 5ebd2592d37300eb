import { admitEvent, type AdmissionFacts } from './admitEvent';

const limits = { events: 3, bytes: 100 };
const empty = { events: 0, bytes: 0, closing: 0, isCut: false };

it.each<[string, Partial<AdmissionFacts>, string]>([
  ['the first line', {}, 'keep'],
  ['a line that fills the log to its end', { bytes: 100 }, 'keep'],
  ['a line that would make it longer', { bytes: 101 }, 'cut'],
  [
    'a line too many',
    { bytes: 1, kept: { ...empty, events: 3, bytes: 3 } },
    'cut',
  ],
  [
    'a short line after the log was cut, which would hide the gap',
    { bytes: 1, kept: { ...empty, events: 1, isCut: true } },
    'drop',
  ],
  [
    'how an agent ended, though the log is full',
    { kind: 'end', kept: { ...empty, events: 4, isCut: true } },
    'keep',
  ],
  [
    'what the attempt came to, though the log is full',
    {
      kind: 'outcome',
      bytes: 1000,
      kept: { ...empty, events: 4, isCut: true },
    },
    'keep',
  ],
  [
    'more ends than there are agents',
    { kind: 'end', kept: { ...empty, closing: 50 } },
    'drop',
  ],
])('%s', (_case, facts, expected) => {
  expect(
    admitEvent({ kind: 'message', bytes: 10, kept: empty, limits, ...facts }),
  ).toBe(expected);
});
