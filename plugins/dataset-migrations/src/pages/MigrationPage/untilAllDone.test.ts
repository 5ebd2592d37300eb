import { untilAllDone } from './untilAllDone';

describe('untilAllDone', () => {
  it.each([
    ['all at once', [{ total: 2, done: 2 }]],
    [
      'in portions',
      [
        { total: 2500, done: 1000 },
        { total: 1500, done: 1000 },
        { total: 500, done: 500 },
      ],
    ],
    ['nothing, when nothing can be done', [{ total: 5, done: 0 }]],
  ])('does %s', async (_name, answers) => {
    const left = [...answers];
    const act = jest.fn(async () => left.shift()!);

    await untilAllDone(act);

    expect(act).toHaveBeenCalledTimes(answers.length);
  });
});
