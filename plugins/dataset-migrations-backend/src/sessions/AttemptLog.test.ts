import { mockServices } from '@backstage/backend-test-utils';
import type { NewSessionEvent } from '../database/operations/sessions/appendSessionEvents';
import { AttemptLog } from './AttemptLog';

/** A log whose lines go to a list, as long as the store answers. */
function openLog(
  append: (events: NewSessionEvent[]) => Promise<boolean> = async () => true,
) {
  const stored: NewSessionEvent[] = [];
  const logger = mockServices.logger.mock();
  const log = AttemptLog.create({
    append: async events => {
      const answer = await append(events);
      if (answer) {
        stored.push(...events);
      }
      return answer;
    },
    limits: { events: 10, bytes: 10_000 },
    logger,
  });
  const lines = () =>
    stored.map(({ sequence, agent, kind, body }) => ({
      sequence,
      ...(agent && { agent }),
      kind,
      ...JSON.parse(body),
    }));
  return { log, stored, lines, logger };
}

describe('AttemptLog', () => {
  it('stores lines in order, with who did it', async () => {
    const { log, lines } = openLog();

    log.of('writer').record({ kind: 'prompt', text: 'Move it.' });
    log.of('writer').record({
      kind: 'toolResult',
      tool: 'read',
      callId: '1',
      text: 'Nothing',
      failed: true,
    });
    log.of().record({ kind: 'outcome', result: 'proposed', text: 'Proved E2' });
    await log.close();

    expect(lines()).toEqual([
      { sequence: 1, agent: 'writer', kind: 'prompt', text: 'Move it.' },
      {
        sequence: 2,
        agent: 'writer',
        kind: 'toolResult',
        tool: 'read',
        callId: '1',
        text: 'Nothing',
        failed: true,
      },
      { sequence: 3, kind: 'outcome', result: 'proposed', text: 'Proved E2' },
    ]);
  });

  it('stores lines without waiting for the end', async () => {
    const seen = new Promise<void>(resolve => {
      const { log } = openLog(async () => {
        resolve();
        return true;
      });
      log.of('writer').record({ kind: 'message', text: 'Hello' });
    });

    await expect(seen).resolves.toBeUndefined();
  });

  it('hides what any agent of the attempt has named, in every field', async () => {
    const { log, lines } = openLog();
    log.of('writer').hide('sk-0123456789');

    log.of('other').record({
      kind: 'toolCall',
      tool: 'curl sk-0123456789',
      text: '{"key":"sk-0123456789"}',
    });
    await log.close();

    expect(JSON.stringify(lines())).not.toContain('sk-0123456789');
    expect(lines()).toMatchObject([
      { tool: 'curl [redacted]', text: '{"key":"[redacted]"}' },
    ]);
  });

  it('says once where it is full, and still how it ended', async () => {
    const { log, lines } = openLog();
    for (let each = 0; each < 1000; each += 1) {
      log.of('talker').record({ kind: 'message', text: `${each}` });
    }
    log.of('talker').record({ kind: 'end', result: 'gaveUp', text: 'Tired' });
    await log.close();

    expect(lines()).toHaveLength(12);
    expect(lines().slice(-2)).toEqual([
      {
        sequence: 11,
        kind: 'cut',
        text: expect.stringContaining('10 lines or 10000 bytes'),
      },
      {
        sequence: 12,
        agent: 'talker',
        kind: 'end',
        result: 'gaveUp',
        text: 'Tired',
      },
    ]);
  });

  it('tries again what could not be stored, with what comes next', async () => {
    let isDown = true;
    const { log, lines } = openLog(async () => {
      if (isDown) {
        throw new Error('The database is away');
      }
      return true;
    });
    log.of('writer').record({ kind: 'message', text: 'first' });
    await log.flush();
    isDown = false;
    log.of('writer').record({ kind: 'message', text: 'second' });
    await log.close();

    expect(lines()).toMatchObject([
      { sequence: 1, text: 'first' },
      { sequence: 2, text: 'second' },
    ]);
  });

  it('never fails an attempt, and says what was lost', async () => {
    const { log, logger } = openLog(async () => {
      throw new Error('The database is away');
    });
    log.of('writer').record({ kind: 'message', text: 'first' });

    await expect(log.close()).resolves.toBeUndefined();

    expect(logger.warn).toHaveBeenCalledWith(
      '1 lines of the log of an attempt could not be stored',
    );
  });

  it('asks for nothing more once the attempt is over', async () => {
    const append = jest.fn(async () => false);
    const { log } = openLog(append);
    log.of('writer').record({ kind: 'message', text: 'late' });
    await log.flush();
    log.of('writer').record({ kind: 'message', text: 'later' });
    await log.close();

    expect(append).toHaveBeenCalledTimes(1);
  });
});
