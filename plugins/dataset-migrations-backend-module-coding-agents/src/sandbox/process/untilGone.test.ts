import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { untilGone } from './untilGone';

describe('untilGone', () => {
  it('waits as long as the process lives, and no longer', async () => {
    const child = spawn('sleep', ['600'], { stdio: 'ignore' });
    await once(child, 'spawn');
    let isOver = false;
    const gone = untilGone(child.pid!).then(() => {
      isOver = true;
    });
    await new Promise(resolve => setImmediate(resolve));
    expect(isOver).toBe(false);

    child.kill('SIGKILL');
    await gone;
    await expect(untilGone(child.pid!)).resolves.toBeUndefined();
  });
});
