import type { Plan } from '../planning/Plan';
import { planJoining } from './planJoining';

/** A plan of targets by key; each has a consumer of the same name. */
function planOf(...keys: string[]): Plan {
  const repositoryOf = (key: string) => {
    const [host, owner, name] = key.split('#')[0].split('/');
    return { host, owner, name };
  };
  return {
    targets: keys.map(key => ({
      key,
      repository: repositoryOf(key),
      entityRefs: [`component:default/${key}`],
      hops: 1,
      declared: true,
      depth: 0,
    })),
    consumers: keys.map(key => ({
      entityRef: `component:default/${key}`,
      title: key,
      repository: repositoryOf(key),
      hops: 1,
      declared: true,
      evidence: [],
      targetKey: key,
    })),
    findings: [],
  };
}

function join(
  plan: Plan,
  targetKeys: string[],
  consumers: Array<{ entityRef?: string; repository?: string }> = [],
) {
  const joining = planJoining({ plan, targetKeys, consumers });
  return {
    targets: joining.targets.map(({ key }) => key),
    consumers: joining.consumers.map(({ title, targetKey, problem }) => [
      title,
      targetKey ?? problem,
    ]),
  };
}

describe('planJoining', () => {
  it('takes in what is new, and nothing that was there', () => {
    expect(
      join(
        planOf('h/o/old', 'h/o/new'),
        ['h/o/old'],
        [{ entityRef: 'component:default/h/o/old' }],
      ),
    ).toEqual({ targets: ['h/o/new'], consumers: [['h/o/new', 'h/o/new']] });
  });

  it('takes nobody out who is found no more', () => {
    expect(join(planOf(), ['h/o/old'])).toEqual({ targets: [], consumers: [] });
  });

  it('counts a new entity in a repository of a target to that one', () => {
    expect(join(planOf('h/o/old'), ['h/o/old'])).toEqual({
      targets: [],
      consumers: [['h/o/old', 'h/o/old']],
    });
  });

  it('makes no shares beside a target of the whole repository, in any case of letters', () => {
    expect(join(planOf('H/o/mono#b'), ['h/o/Mono'])).toEqual({
      targets: [],
      consumers: [['H/o/mono#b', expect.stringMatching(/divided otherwise/)]],
    });
  });

  it('knows undeclared consumers by their repository, and proposes new ones without a target', () => {
    const plan = planOf();
    plan.consumers = ['seen', 'new'].map(name => ({
      title: name,
      repository: { host: 'h', owner: 'o', name },
      hops: 1,
      declared: false,
      evidence: [{ source: 'code search', detail: 'a.sql: old' }],
      problem: 'No entity of the catalog declares it',
    }));
    expect(join(plan, [], [{ repository: 'h/o/Seen' }])).toEqual({
      targets: [],
      consumers: [['new', 'No entity of the catalog declares it']],
    });
  });
});
