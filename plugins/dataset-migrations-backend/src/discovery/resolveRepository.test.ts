import { acmeEntity } from '../tests/acmeCatalog';
import { createCodeHostDouble } from '../tests/createCodeHostDouble';
import { resolveRepository } from './resolveRepository';

const SOURCE = 'backstage.io/source-location';
const SLUG = 'github.com/project-slug';
const acme = (name: string) => ({ host: 'github.com', owner: 'acme', name });

describe('resolveRepository', () => {
  it.each([
    ['nothing says where the code is', {}, undefined],
    [
      'a source location of a whole repository',
      { [SOURCE]: 'url:https://github.com/acme/a' },
      { repository: acme('a') },
    ],
    [
      'a source location of a folder, with a slash behind it',
      { [SOURCE]: 'url:https://github.com/acme/a/tree/main/sql/jobs/' },
      { repository: acme('a'), path: 'sql/jobs' },
    ],
    ['a project slug', { [SLUG]: 'acme/b' }, { repository: acme('b') }],
    [
      'both: the source location wins',
      { [SOURCE]: 'url:https://github.com/acme/a', [SLUG]: 'acme/b' },
      { repository: acme('a') },
    ],
    [
      'a source location on a host that nobody serves: the slug is left',
      { [SOURCE]: 'url:https://git.example.com/acme/a', [SLUG]: 'acme/b' },
      { repository: acme('b') },
    ],
    [
      'a source location in a file: it is not on a code host',
      { [SOURCE]: 'file:/tmp/catalog-info.yaml' },
      undefined,
    ],
    ['a slug with too many parts', { [SLUG]: 'acme/b/c' }, undefined],
    ['a slug with an empty part', { [SLUG]: '/b' }, undefined],
  ])('%s', (_case, annotations, found) => {
    const entity = acmeEntity({ ref: 'component:default/x', annotations });
    const codeHosts = [createCodeHostDouble()];
    expect(resolveRepository({ entity, codeHosts })).toEqual(found);
  });

  it('takes a slug for the code host whose annotation it is, groups in groups included', () => {
    const gitlab = createCodeHostDouble({
      id: 'gitlab',
      hosts: ['gitlab.example'],
      projectSlugAnnotation: 'gitlab.com/project-slug',
      getRepositoryUrl: ({ owner, name }) => `gitlab:${owner}/${name}`,
      parseUrl: url => {
        const [, owner, name] = url.match(/^gitlab:(.+)\/(.+)$/)!;
        return { repository: { host: 'gitlab.example', owner, name } };
      },
    });
    const find = (annotations: Record<string, string>) =>
      resolveRepository({
        entity: acmeEntity({ ref: 'component:default/x', annotations }),
        codeHosts: [gitlab, createCodeHostDouble()],
      })?.repository;

    expect(find({ 'gitlab.com/project-slug': 'acme/data/jobs' })).toEqual({
      host: 'gitlab.example',
      owner: 'acme/data',
      name: 'jobs',
    });
    expect(find({ [SLUG]: 'acme/b' })).toEqual(acme('b'));
  });

  it('finds nothing by a slug when no code host is installed', () => {
    const entity = acmeEntity({
      ref: 'component:default/x',
      annotations: { [SLUG]: 'acme/b' },
    });
    expect(resolveRepository({ entity, codeHosts: [] })).toBeUndefined();
  });
});
