import { ownersOf, parseCodeowners } from './codeowners';

describe('parseCodeowners', () => {
  it('leaves out comments, empty lines and lines that GitHub does not understand', () => {
    const rules = parseCodeowners(
      [
        '# everything',
        '',
        '* @acme/platform # by default',
        '!docs @acme/docs',
        'src/[ab].sql @acme/data',
        'models/ not-an-owner',
        'folder\\ with\\ spaces/ @ben ben@acme.example',
        'generated/',
        'jobs/ @acme/data/finance',
      ].join('\r\n'),
    );

    expect(rules).toEqual([
      { pattern: '*', owners: ['@acme/platform'] },
      { pattern: 'folder with spaces/', owners: ['@ben', 'ben@acme.example'] },
      { pattern: 'generated/', owners: [] },
      { pattern: 'jobs/', owners: ['@acme/data/finance'] },
    ]);
  });
});

describe('ownersOf', () => {
  it('lets the last rule that matches decide alone', () => {
    const rules = parseCodeowners(
      '* @acme/platform\n/finance/ @acme/finance\n*.md @ben\n/finance/generated/\n',
    );

    expect(ownersOf(rules, 'finance/jobs/daily.sql')).toEqual([
      '@acme/finance',
    ]);
    expect(ownersOf(rules, 'finance/README.md')).toEqual(['@ben']);
    expect(ownersOf(rules, 'finance/generated/a.sql')).toEqual([]);
    expect(ownersOf(rules, 'other.sql')).toEqual(['@acme/platform']);
  });

  it.each([
    ['*', 'a/b/c.sql', true],
    ['*.sql', 'a/b/c.sql', true],
    ['*.sql', 'a/b/c.sqlx', false],
    ['/*.sql', 'a/c.sql', false],
    ['/*.sql', 'c.sql', true],
    ['docs/*', 'docs/a.md', true],
    ['docs/*', 'docs/deep/a.md', false],
    ['docs/*', 'other/docs/a.md', false],
    ['apps/', 'deep/apps/a.md', true],
    ['apps/', 'apps', false],
    ['/apps/', 'deep/apps/a.md', false],
    ['/apps/', 'apps/deep/a.md', true],
    ['apps', 'apps/a.md', true],
    ['/apps/github', 'apps/github/a.md', true],
    ['/apps/github', 'apps/github2/a.md', false],
    ['**/logs', 'deeply/nested/logs/a.log', true],
    ['**/logs', 'logs/a.log', true],
    ['/models/**/staging.sql', 'models/a/b/staging.sql', true],
    ['/models/**/staging.sql', 'models/staging.sql', true],
    ['/models/**', 'models/a/b.sql', true],
    ['/models/**', 'other/a.sql', false],
    ['/model?/a.sql', 'models/a.sql', true],
    ['Models/', 'models/a.sql', false],
    ['/', 'a.sql', false],
  ])('%s and %s: %s', (pattern, path, matches) => {
    const owners = ownersOf([{ pattern, owners: ['@x'] }], path);
    expect(owners).toEqual(matches ? ['@x'] : []);
  });

  it('does not run long on a pattern that was made to do so', () => {
    const rules = [
      { pattern: `/${'*a'.repeat(2_000)}b`, owners: ['@x'] },
      { pattern: `/${'**/'.repeat(200)}b`, owners: ['@x'] },
    ];
    const before = performance.now();

    expect(ownersOf(rules, `${'a'.repeat(4_000)}`)).toEqual([]);
    expect(ownersOf(rules, 'a/'.repeat(100))).toEqual([]);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
