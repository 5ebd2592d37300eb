import { parseScript } from './parseScript';

it('fills in what a rule leaves out', () => {
  expect(parseScript('rules: [{ answer: { text: Hello } }]')).toEqual({
    models: ['fake-1'],
    rules: [
      {
        when: {},
        answer: {
          text: 'Hello',
          calls: [],
          hang: false,
          usage: { input: 100, output: 20, cacheRead: 0, cacheWrite: 0 },
        },
      },
    ],
  });
});

it.each([
  ['rules: []', 'rules: Too small'],
  ['rules: [{ answer: {} }]', 'give one of text, calls, error, hang, recorded'],
  [
    'rules: [{ when: { text: "(" }, answer: { text: x } }]',
    'rules.0.when.text',
  ],
  ['rules: [{ answer: { txt: x } }]', 'rules.0.answer: Unrecognized key'],
])('names what is wrong in %s', (yaml, problem) => {
  expect(() => parseScript(yaml)).toThrow(problem);
});
