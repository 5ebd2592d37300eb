import { redactText } from './redactText';

it('takes out the secrets that are named and what looks like one', () => {
  const text = JSON.stringify({
    key: 'company-key',
    said: `sk-${'a'.repeat(20)} ghp_${'b'.repeat(20)} AKIA${'C'.repeat(16)}`,
    kept: 'sk-short, task-force, eyes',
  });

  expect(JSON.parse(redactText(text, ['company-key', '']))).toEqual({
    key: '[redacted]',
    said: '[redacted] [redacted] [redacted]',
    kept: 'sk-short, task-force, eyes',
  });
});
