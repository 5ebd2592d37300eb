import { mockServices } from '@backstage/backend-test-utils';
import type { AgentVerification } from '@skein/backstage-plugin-dataset-migrations-node';
import { VerifyTool } from './VerifyTool';

const PASSED: AgentVerification = { passed: true, level: 'E2', findings: '' };

function toolThat(
  verify: () => Promise<AgentVerification>,
  signal = new AbortController().signal,
) {
  return VerifyTool.create({
    run: { verify, signal, logger: mockServices.logger.mock() },
    mostInRound: 2,
  });
}

describe('VerifyTool', () => {
  it('is used so often in a round, and as often in the next', async () => {
    let looks = 0;
    const tool = toolThat(async () => {
      looks += 1;
      return PASSED;
    });

    tool.beginRound();
    expect(await Promise.all([tool.use(), tool.use(), tool.use()])).toEqual([
      { text: 'Passed (E2)', failed: false },
      { text: 'Passed (E2)', failed: false },
      { text: expect.stringContaining('often enough'), failed: true },
    ]);
    expect(looks).toBe(2);
    tool.beginRound();
    expect(await tool.use()).toMatchObject({ failed: false });
  });

  it('collects what was written before each look, and looks once at a time', async () => {
    const seen: string[] = [];
    const tool = toolThat(async () => {
      seen.push('look');
      await Promise.resolve();
      seen.push('looked');
      return PASSED;
    });
    const collect = async () => void seen.push('collect');

    await Promise.all([tool.use(collect), tool.use(collect)]);

    expect(seen).toEqual([
      ...['collect', 'look', 'looked'],
      ...['collect', 'look', 'looked'],
    ]);
  });

  it('tells nothing of the host when nobody could look', async () => {
    const tool = toolThat(async () => {
      throw new Error('ENOSPC: /var/lib/skein/attempt-1/patched-1');
    });

    const { text, failed } = await tool.use();

    expect(failed).toBe(true);
    expect(text).toContain('could not look');
    expect(text).not.toContain('/var');
  });

  it('looks no more when the attempt has ended, and is waited for', async () => {
    const end = new AbortController();
    let finish = (_: AgentVerification) => {};
    const looked = new Promise<AgentVerification>(resolve => {
      finish = resolve;
    });
    const tool = toolThat(async () => await looked, end.signal);
    const first = tool.use();
    const second = tool.use();
    const settled = tool.settled();
    await new Promise(process.nextTick);
    end.abort(new Error('The lease is lost'));
    finish(PASSED);

    await expect(first).resolves.toMatchObject({ failed: false });
    await expect(second).rejects.toThrow('The lease is lost');
    await expect(settled).resolves.toBeUndefined();
  });
});
