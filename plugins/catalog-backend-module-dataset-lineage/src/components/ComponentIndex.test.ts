import type { Entity } from '@backstage/catalog-model';
import { ComponentIndex } from './ComponentIndex';
import { findJobPlace } from './findJobPlace';
import { parseRepositoryUrl } from './parseRepositoryUrl';

describe('parseRepositoryUrl', () => {
  it.each([
    ['https://github.com/Acme/Jobs', 'github.com', 'acme/jobs', ''],
    ['https://github.com/acme/jobs.git', 'github.com', 'acme/jobs', ''],
    ['git+https://github.com/acme/jobs', 'github.com', 'acme/jobs', ''],
    ['git@github.com:acme/jobs.git', 'github.com', 'acme/jobs', ''],
    ['ssh://git@git.acme:22/acme/jobs.git', 'git.acme', 'acme/jobs', ''],
    ['https://github.com/acme/jobs/tree/main/', 'github.com', 'acme/jobs', ''],
    [
      'https://github.com/acme/jobs/blob/3f2a/dags/a%20b.py',
      'github.com',
      'acme/jobs',
      'dags/a b.py',
    ],
    [
      'https://gitlab.acme/data/core/jobs/-/tree/main/etl/',
      'gitlab.acme',
      'data/core/jobs',
      'etl',
    ],
    [
      'http://localhost:4400/acme/jobs/tree/main/etl',
      'localhost:4400',
      'acme/jobs',
      'etl',
    ],
  ])('reads %s', (url, host, repository, path) => {
    expect(parseRepositoryUrl(url)).toEqual({ host, repository, path });
  });

  it.each([
    '',
    'jobs',
    'file:///srv/jobs',
    'https://',
    'https://acme.example/',
    'https://h/a/%ZZ/b',
  ])('finds no repository in "%s"', url =>
    expect(parseRepositoryUrl(url)).toBeUndefined(),
  );
});

describe('ComponentIndex', () => {
  const entity = (
    name: string,
    annotations: Record<string, string>,
  ): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
  });
  const at = (name: string, url: string) =>
    entity(name, { 'backstage.io/source-location': `url:${url}` });

  const index = new ComponentIndex([
    at('all', 'https://github.com/acme/mono/tree/main/'),
    at('etl-b', 'https://github.com/acme/mono/tree/main/etl/'),
    at('etl-a', 'https://github.com/acme/mono/tree/main/etl/'),
    at('elsewhere', 'https://git.acme/acme/mono/tree/main/'),
    entity('slug', { 'github.com/project-slug': 'Acme/Jobs' }),
    entity('deep', { 'gitlab.com/project-slug': 'Acme/Data/Jobs' }),
    entity('no-code', {}),
  ]);
  const find = (url: string) => index.findComponent(parseRepositoryUrl(url)!);

  it.each([
    [
      'https://github.com/acme/mono/blob/main/etl/x.py',
      'component:default/etl-a',
    ],
    [
      'https://github.com/acme/mono/blob/main/etl-2/x.py',
      'component:default/all',
    ],
    ['git@github.com:acme/mono.git', 'component:default/all'],
    [
      'https://gitlab.acme/acme/data/jobs/-/blob/main/x.py',
      'component:default/deep',
    ],
    [
      'https://git.acme/acme/mono/blob/main/etl/x.py',
      'component:default/elsewhere',
    ],
    ['https://github.com/acme/jobs/blob/main/x.py', 'component:default/slug'],
    ['https://github.com/acme/other', undefined],
  ])('finds the component around %s', (url, expected) => {
    expect(find(url)).toBe(expected);
  });
});

describe('findJobPlace', () => {
  it.each([
    [
      'repository and path, where both are told',
      {
        url: 'https://ci.acme/1',
        repoUrl: 'git@github.com:acme/jobs.git',
        path: '/dags/a.py',
      },
      { host: 'github.com', repository: 'acme/jobs', path: 'dags/a.py' },
    ],
    [
      'the path of the URL, where none is told',
      {
        url: 'https://github.com/acme/jobs/blob/main/dags/a.py',
        repoUrl: 'https://github.com/acme/jobs',
        path: null,
      },
      { host: 'github.com', repository: 'acme/jobs', path: 'dags/a.py' },
    ],
    [
      'nothing in an address of something else',
      { url: 'svn://h/x' },
      undefined,
    ],
  ])('takes %s', (_case, location, expected) => {
    expect(findJobPlace(location)).toEqual(expected);
  });
});
