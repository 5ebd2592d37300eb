import { ConfigReader } from '@backstage/config';
import { GITHUB_LIMITS } from '../codeHosts/budget/CodeHostLimits';
import { readCodeHostLimits } from './readCodeHostLimits';

describe('readCodeHostLimits', () => {
  it("knows GitHub's own limits, and none of a server of one's own", () => {
    const limitsOf = readCodeHostLimits(undefined);

    expect(limitsOf('github.com')).toEqual(GITHUB_LIMITS);
    expect(limitsOf('acme.ghe.com')).toEqual(GITHUB_LIMITS);
    expect(limitsOf('github.acme.example')).toEqual({});
  });

  it('takes what is written down for a host, and the defaults for the rest', () => {
    const limitsOf = readCodeHostLimits(
      new ConfigReader({
        codeHosts: [
          { host: 'github.com', limits: { requestsPerHour: 15_000 } },
          { host: 'github.acme.example', limits: { contentPerHour: 1_000 } },
          { host: 'acme.ghe.com', unlimited: true },
        ],
      }),
    );

    expect(limitsOf('github.com')).toEqual({
      ...GITHUB_LIMITS,
      requestsPerHour: 15_000,
    });
    expect(limitsOf('github.acme.example')).toEqual({ contentPerHour: 1_000 });
    expect(limitsOf('acme.ghe.com')).toEqual({});
  });

  it.each([
    [
      [{ host: 'a', limits: { contentPerHour: 1 } }],
      'datasetMigrations.codeHosts[0].limits.contentPerHour is 1; give a whole number from 6 to 100000',
    ],
    [
      [{ host: 'a' }, { host: 'a' }],
      "datasetMigrations.codeHosts[1].host is 'a' for the second time",
    ],
    [
      [{ host: 'a', unlimited: true, limits: { contentPerHour: 100 } }],
      'datasetMigrations.codeHosts[0] is unlimited and has limits',
    ],
  ])('refuses %j and names the field', (codeHosts, message) => {
    expect(() => readCodeHostLimits(new ConfigReader({ codeHosts }))).toThrow(
      message,
    );
  });
});
