import { ConfigReader } from '@backstage/config';
import { readKubernetesConfig } from './readKubernetesConfig';

function read(kubernetes?: object) {
  return readKubernetesConfig(
    new ConfigReader({ datasetMigrations: kubernetes ? { kubernetes } : {} }),
  );
}

const LEAST = { namespace: 'skein', image: 'acme/agents:1' };

describe('readKubernetesConfig', () => {
  it('has a default for everything that need not be said', () => {
    expect(read(LEAST)).toMatchObject({
      instance: 'skein',
      networkPolicy: 'skein-sandbox',
      imagePaths: [],
      userNamespaces: false,
      cpuRequestMillis: 500,
      startSeconds: 600,
    });
  });

  it('is nothing where nobody has said anything', () => {
    expect(read()).toBeUndefined();
  });

  it.each([
    [{ image: 'a' }, 'datasetMigrations.kubernetes.namespace: '],
    [{ ...LEAST, namespace: 'Skein' }, 'namespace: has to be lower case'],
    [{ ...LEAST, imagePaths: ['opt'] }, 'imagePaths[0]: has to be an absolute'],
    [{ ...LEAST, startSeconds: 1 }, 'startSeconds: '],
    [{ ...LEAST, networkProbe: 'here' }, 'networkProbe: has to be a host and'],
    [{ ...LEAST, replicas: 3 }, '"replicas"'],
    [
      { ...LEAST, cpuRequestMillis: 4000 },
      'cpuRequestMillis: 4000 is more than cpuLimitMillis, 2000; lower it',
    ],
  ])('refuses %j', (kubernetes, message) => {
    expect(() => read(kubernetes)).toThrow(message);
  });
});
