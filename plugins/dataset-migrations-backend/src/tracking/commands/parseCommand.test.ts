import { parseCommand } from './parseCommand';

it.each([
  ['/skein retry', 'retry'],
  ['/skein stop', 'stop'],
  ['/skein explain', 'explain'],
  ['/skein help', 'help'],
  ['/SKEIN Retry please, the base has moved', 'retry'],
  ['/skein\tretry\r\n', 'retry'],
  ['Thanks!\n\n/skein explain\n/skein stop', 'explain'],
  ['/skein', 'unknown'],
  ['/skein ', 'unknown'],
  ['/skein merge', 'unknown'],
  ['/skein __proto__', 'unknown'],
  ['/skein constructor', 'unknown'],
  // nothing that cannot be seen is part of a command
  ['/skein re\u202etry', 'unknown'],
  ['/skein \u001b[31mretry', 'unknown'],
  ['/skein retry\u200b', 'unknown'],
  ['\u202e/skein retry', undefined],
  ['\u001b[8m/skein retry', undefined],
  ['/skeinretry', undefined],
  ['please /skein retry', undefined],
  ['> /skein retry', undefined],
  ['    /skein retry', undefined],
  ['`/skein retry`', undefined],
  ['```\n/skein retry\n```', undefined],
  ['```\n~~~\n/skein retry\n```\n/skein stop', 'stop'],
  ['~~~\n```\n/skein retry', undefined],
  ['<!-- /skein retry -->', undefined],
  ['', undefined],
  [`${'x'.repeat(1024 * 1024)}\n/skein retry`, undefined],
  [`/skein retry\n${'x'.repeat(1024 * 1024)}`, 'retry'],
])('reads %j', (body, command) => {
  expect(parseCommand(body)).toBe(command);
});
