import type { CodeHost } from '@skein/backstage-plugin-dataset-migrations-node';
import { CodeHosts } from './CodeHosts';

function codeHost(id: string, hosts: string[]): CodeHost {
  return {
    id,
    hosts,
    serves: (host: string) => hosts.includes(host),
    parseUrl: (url: string) =>
      hosts.includes(new URL(url).host)
        ? { repository: { host: new URL(url).host, owner: 'acme', name: id } }
        : undefined,
  } as Partial<CodeHost> as CodeHost;
}

describe('CodeHosts', () => {
  const github = codeHost('github', ['github.com', 'localhost:4400']);
  const other = codeHost('other', ['git.acme.example']);
  const codeHosts = CodeHosts.create({ codeHosts: [github, other] });

  it('finds who serves a host', () => {
    expect(codeHosts.forHost('localhost:4400')).toBe(github);
    expect(codeHosts.forHost('git.acme.example')).toBe(other);
  });

  it.each(['github', 'localhost:4400'])(
    'finds the receiver of webhooks by %s',
    name => {
      expect(codeHosts.byId(name)).toBe(github);
    },
  );

  it('reads an address with whoever knows it', () => {
    expect(
      codeHosts.parseUrl('https://git.acme.example/x')?.repository.name,
    ).toBe('other');
    expect(codeHosts.parseUrl('https://example.com/x')).toBe(undefined);
  });

  it('says what is known when a host is not', () => {
    expect(() => codeHosts.forHost('gitlab.com')).toThrow(
      "No code host serves 'gitlab.com'; known are github.com, localhost:4400, git.acme.example: add it under integrations",
    );
    expect(() => codeHosts.byId('gitlab')).toThrow(
      "There is no code host 'gitlab'; installed are: github, other",
    );
    expect(() =>
      CodeHosts.create({ codeHosts: [] }).forHost('github.com'),
    ).toThrow('none is installed: add a code host module');
  });
});
