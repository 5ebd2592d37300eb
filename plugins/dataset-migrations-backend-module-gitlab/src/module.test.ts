import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  codeHostsExtensionPoint,
  type CodeHost,
} from '@skein/backstage-plugin-dataset-migrations-node';

import gitlabModule from './module';

describe('the module', () => {
  async function start(data: object): Promise<CodeHost[]> {
    const added: CodeHost[] = [];
    const plugin = createBackendPlugin({
      pluginId: 'dataset-migrations',
      register(env) {
        env.registerExtensionPoint(codeHostsExtensionPoint, {
          addCodeHost: codeHost => added.push(codeHost),
          budget: {
            take: async () => {},
            recordRemaining: async () => {},
            recordRefusal: async () => 0,
          },
        });
        env.registerInit({ deps: {}, async init() {} });
      },
    });
    await startTestBackend({
      features: [
        plugin,
        gitlabModule,
        mockServices.rootConfig.factory({ data: data as {} }),
      ],
    });
    return added;
  }

  it('adds nothing where no GitLab is configured', async () => {
    await expect(start({})).resolves.toEqual([]);
  });

  it('adds a code host for those that are', async () => {
    const [host] = await start({
      integrations: { gitlab: [{ host: 'gitlab.com', token: 'glpat-x' }] },
    });

    expect(host).toMatchObject({ id: 'gitlab', hosts: ['gitlab.com'] });
    expect(host.serves('gitlab.example')).toBe(false);
  });
});
