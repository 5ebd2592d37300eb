import { streamMcpAnswer } from './streamMcpAnswer';
import type { VerifyAnswer } from './VerifyTool';

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick'] }));

afterEach(() => jest.useRealTimers());

function openAnswer(progressToken?: string) {
  let settle = (_: VerifyAnswer) => {};
  const { body } = streamMcpAnswer({
    id: 1,
    progressToken,
    answer: new Promise(resolve => {
      settle = resolve;
    }),
  });
  const reader = body!.getReader();
  return {
    reader,
    settle: () => settle({ text: 'Passed (E2)', failed: false }),
    next: async () => {
      const { value } = await reader.read();
      return value && Buffer.from(value).toString('utf8');
    },
  };
}

it('says that somebody is at work until there is an answer', async () => {
  const { next, settle } = openAnswer('token');
  jest.advanceTimersByTime(5_000);
  expect(await next()).toContain(
    '"method":"notifications/progress","params":{"progressToken":"token","progress":1}',
  );
  settle();

  expect(await next()).toMatch(/^event: message\ndata: .*Passed \(E2\).*\n\n$/);
  expect(await next()).toBeUndefined();
  expect(jest.getTimerCount()).toBe(0);
});

it('is not silent for those who name no token', async () => {
  const { next } = openAnswer();
  jest.advanceTimersByTime(5_000);

  expect(await next()).toMatch(/^: /);
});

it('ends with whoever has gone', async () => {
  const { reader, settle } = openAnswer();
  await reader.cancel();
  settle();

  expect(jest.getTimerCount()).toBe(0);
});
