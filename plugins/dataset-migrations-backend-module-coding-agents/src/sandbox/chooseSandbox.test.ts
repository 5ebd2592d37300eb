import { ConfigReader } from '@backstage/config';
import { describeWithSandbox } from '../tests/describeWithSandbox';
import { chooseSandbox } from './chooseSandbox';
import type { Sandbox } from './Sandbox';

function choose(codingAgents: Record<string, string>, added: Sandbox[] = []) {
  const logger = { warn: jest.fn() };
  const config = new ConfigReader({ datasetMigrations: { codingAgents } });
  return { logger, sandbox: chooseSandbox({ config, added, logger }) };
}

describe('chooseSandbox', () => {
  it('refuses where bubblewrap is not there, and takes nothing weaker instead', async () => {
    const { sandbox } = choose({ sandboxProgram: '/no/such/bwrap' });
    await expect(sandbox).rejects.toThrow(
      /do not run, since there is no sandbox for them: bubblewrap is not installed: .*datasetMigrations\.codingAgents\.sandbox/,
    );
  });

  it('refuses where bubblewrap is there and does not work', async () => {
    const { sandbox } = choose({ sandboxProgram: '/bin/false' });
    await expect(sandbox).rejects.toThrow(/bubblewrap does not work here/);
  });

  it('runs without one only when an admin says so, and warns loudly', async () => {
    const { sandbox, logger } = choose({ sandbox: 'none' });
    await expect(sandbox).resolves.toMatchObject({ id: 'none' });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('RUN WITHOUT A SANDBOX'),
    );
  });

  describe('that another module brings', () => {
    const brought: Sandbox = {
      id: 'moon',
      whyUnusable: async () => undefined,
      spawn: async () => {
        throw new Error('nothing runs in this test');
      },
    };

    it('takes it by its id', async () => {
      const { sandbox } = choose({ sandbox: 'moon' }, [brought]);
      await expect(sandbox).resolves.toBe(brought);
    });

    it('takes none that nobody has asked for', async () => {
      const { sandbox } = choose({ sandboxProgram: '/no/such/bwrap' }, [
        brought,
      ]);
      await expect(sandbox).rejects.toThrow('bubblewrap is not installed');
    });

    it('refuses where it cannot be used', async () => {
      const whyUnusable = async () => 'it is night';
      const { sandbox } = choose({ sandbox: 'moon' }, [
        { ...brought, whyUnusable },
      ]);
      await expect(sandbox).rejects.toThrow(
        'there is no sandbox for them: it is night',
      );
    });
  });

  it.each([
    [{ sandbox: 'chroot' }, '"chroot" is not known; use one of bubblewrap'],
    [{ sandbox: 'docker' }, 'codingAgents.sandboxImage: is missing'],
  ])('refuses %j', async (config, message) => {
    await expect(choose(config).sandbox).rejects.toThrow(message);
  });
});

describeWithSandbox('chooseSandbox on this machine', () => {
  it('takes bubblewrap when nobody has said anything', async () => {
    const { sandbox } = choose({});
    await expect(sandbox).resolves.toMatchObject({ id: 'bubblewrap' });
  });
});
