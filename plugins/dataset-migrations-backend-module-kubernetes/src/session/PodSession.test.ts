import { encodeJson, openSession } from '../__testUtils__/openSession';
import { encodeFrame, FRAME } from './frames';

describe('PodSession', () => {
  it('gives each request its own answer', async () => {
    const { session } = await openSession(({ id, payload }) =>
      Buffer.concat([
        encodeJson(FRAME.part, id, [payload.toString()]),
        encodeFrame(FRAME.bytes, id, Buffer.from('some')),
        encodeJson(FRAME.reply, id, { done: true }),
      ]),
    );
    const answers = await Promise.all([
      session.request('list', { root: '/a' }),
      session.request('list', { root: '/b' }),
    ]);
    session.close();
    expect(answers).toEqual(
      ['/a', '/b'].map(root => ({
        reply: { done: true },
        parts: [[JSON.stringify({ operation: 'list', root })]],
        bytes: [Buffer.from('some')],
      })),
    );
  });

  it('says what a pod could not do', async () => {
    const { session } = await openSession(({ id }) =>
      encodeJson(FRAME.reply, id, { error: 'EROFS' }),
    );
    await expect(session.request('put')).rejects.toThrow('EROFS');
    session.close();
  });

  it('lets nobody wait for a pod that has ended', async () => {
    const { session, end } = await openSession(() => undefined);
    const waiting = session.request('list');
    end({ exitCode: 137 });
    await expect(waiting).rejects.toThrow('The pod has ended');
    await expect(session.request('list')).rejects.toThrow('has ended');
    await expect(session.closed).resolves.toEqual({
      servedUntil: { exitCode: 137 },
      complaint: '',
    });
  });

  it('tells a connection that broke from a process that ended', async () => {
    const { session, end } = await openSession(() => undefined);
    end();
    await expect(session.closed).resolves.toEqual({
      servedUntil: undefined,
      complaint: '',
    });
  });

  it.each<[string, Buffer]>([
    ['no frames', Buffer.alloc(64, 255)],
    ['a kind that there is not', encodeJson(99, 1, {})],
    ['no JSON', encodeFrame(FRAME.reply, 1, Buffer.from('{'))],
    ['an answer of the wrong shape', encodeJson(FRAME.reply, 1, { error: 5 })],
    ['something of which nothing was asked', encodeJson(FRAME.event, 0, {})],
    ['a stream that nobody opened', encodeFrame(FRAME.stream, 1)],
  ])(
    'ends with a pod that says %s, and blames the pod',
    async (_case, words) => {
      const { session, say, isOpen } = await openSession(() => undefined);
      const waiting = session.request('list');
      say(words);
      await expect(waiting).rejects.toThrow('has ended');
      const { servedUntil, complaint } = await session.closed;
      expect(servedUntil).toEqual({});
      expect(complaint).toContain('it said what nobody understands');
      expect(isOpen()).toBe(false);
    },
  );

  it('ends with a pod whose answer has no end', async () => {
    const { session, say } = await openSession(() => undefined);
    const waiting = session.request('read');
    waiting.catch(() => undefined);
    const part = encodeFrame(FRAME.bytes, 1, Buffer.alloc(1024 * 1024));
    for (let sent = 0; sent < 70; sent += 1) {
      say(part);
    }
    await expect(waiting).rejects.toThrow('has ended');
    await expect(session.closed).resolves.toMatchObject({
      servedUntil: {},
      complaint: expect.stringContaining('an answer without an end'),
    });
  });

  it('ends with a pod that says nothing any more', async () => {
    jest.useFakeTimers();
    try {
      const { session } = await openSession(() => undefined);
      jest.advanceTimersByTime(120_000);
      await expect(session.closed).resolves.toMatchObject({
        servedUntil: {},
        complaint: 'it gave no sign of life',
      });
    } finally {
      jest.useRealTimers();
    }
  });

  it('goes on with one that only has nothing to say', async () => {
    jest.useFakeTimers();
    try {
      const { session, isOpen } = await openSession(({ id }) =>
        encodeJson(FRAME.reply, id, {}),
      );
      jest.advanceTimersByTime(600_000);
      expect(isOpen()).toBe(true);
      session.close();
    } finally {
      jest.useRealTimers();
    }
  });
});
