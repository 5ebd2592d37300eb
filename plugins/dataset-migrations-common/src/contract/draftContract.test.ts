import { draftContract } from './draftContract';
import { parseContract } from './parseContract';

const columns = (...names: string[]) => names.map(name => ({ name }));

const from = {
  entityRef: 'resource:default/user-activity-v1',
  names: [{ platform: 'bigquery' as const, name: 'p.analytics.activity_v1' }],
  schema: columns('user_id', 'country', 'plan_tier', 'signup_ts'),
};
const to = {
  entityRef: 'resource:default/user-activity-v2',
  names: [{ platform: 'bigquery' as const, name: 'p.core.activity' }],
  schema: columns('account_id', 'country', 'plan', 'region'),
};

describe('draftContract', () => {
  it('drafts a contract that may be used as it stands', () => {
    const { contract, problems } = parseContract(draftContract({ from, to }));

    expect(problems).toBeUndefined();
    expect(contract?.metadata).toEqual({
      name: 'user-activity-v2',
      title: 'user-activity-v1 → user-activity-v2',
    });
  });

  it('leaves equal names alone, proposes like ones for a decision, and never guesses', () => {
    const { contract } = parseContract(draftContract({ from, to }));

    const fields = contract?.spec.datasets[0].fields.map(
      ({ note, ...field }) => field,
    );
    expect(fields).toEqual([
      { from: 'user_id', to: 'account_id', change: 'judgement' },
      { from: 'plan_tier', to: 'plan', change: 'judgement' },
      { from: 'signup_ts', change: 'judgement' },
      { to: 'region', change: 'added' },
    ]);
  });

  it('takes userId for user_id, and one name of a type for another', () => {
    const { contract } = parseContract(
      draftContract({
        from: {
          ...from,
          schema: [
            { name: 'userId', type: 'INT64' },
            { name: 'n', type: 'BIGINT' },
            { name: 'at', type: 'INT64' },
          ],
        },
        to: {
          ...to,
          schema: [
            { name: 'user_id', type: 'STRING' },
            { name: 'n', type: 'INTEGER' },
            { name: 'at', type: 'TIMESTAMP' },
          ],
        },
      }),
    );

    expect(contract?.spec.datasets[0].fields).toEqual([
      {
        from: 'userId',
        to: 'user_id',
        change: 'judgement',
        note: expect.stringMatching(/Its type was INT64 and is STRING now/),
      },
      {
        from: 'at',
        to: 'at',
        change: 'judgement',
        note: expect.stringContaining('CAST({at} AS INT64)'),
      },
    ]);
  });

  it('proposes each new column once', () => {
    const text = draftContract({
      from: { ...from, schema: columns('plan_a', 'plan_b') },
      to: { ...to, schema: columns('plan') },
    });

    const { contract } = parseContract(text);

    expect(
      contract?.spec.datasets[0].fields.filter(field => field.to === 'plan'),
    ).toHaveLength(1);
  });

  it('drafts without schemas, and asks for the names that nobody knows', () => {
    const text = draftContract({
      from: { entityRef: from.entityRef, names: from.names },
      to: { entityRef: to.entityRef, names: [] },
    });

    expect(parseContract(text).problems?.map(({ path }) => path)).toEqual([
      'spec.datasets[0].to.names',
    ]);
  });

  it('makes a name that a contract may have from any entity', () => {
    const text = draftContract({
      from,
      to: { ...to, entityRef: 'api:default/User_Activity.V3--' },
    });

    expect(parseContract(text).contract?.metadata.name).toBe(
      'user-activity-v3',
    );
  });

  it('tells whoever opens it what is left to do', () => {
    expect(draftContract({ from, to })).toMatch(/^# A draft\. .*\n# .*\napi/);
  });
});
