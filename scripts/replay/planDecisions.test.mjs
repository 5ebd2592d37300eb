import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planDecisions } from './planDecisions.mjs';

const nothing = { migrations: [], waves: [], targets: [], retried: new Set() };

describe('planDecisions', () => {
  const decide = facts => planDecisions({ ...nothing, ...facts });

  it('does nothing when nothing has stopped', () => {
    assert.deepEqual(decide({}), []);
  });

  it('lets an archived repository off, and tries anything else once before that', () => {
    const archived = { id: 'a', state_reason: 'acme/x is archived' };
    const broken = { id: 'b', state_reason: 'It broke' };

    const acts = facts => decide(facts).map(({ act, id }) => `${act} ${id}`);

    assert.deepEqual(acts({ targets: [archived, broken] }), [
      'exempt a',
      'retry b',
    ]);
    assert.deepEqual(acts({ targets: [broken], retried: new Set(['b']) }), [
      'exempt b',
    ]);
  });

  it('goes on where Skein has stopped, after it has decided on what stopped it', () => {
    const acts = decide({
      targets: [{ id: 'a', state_reason: 'acme/x is archived' }],
      waves: [{ migration_id: 'm', number: 1, state_reason: '1 of 1 failed' }],
      migrations: [{ id: 'm', state_reason: '5 failed in a row' }],
    }).map(({ act }) => act);

    assert.deepEqual(acts, ['exempt', 'pass', 'resume']);
  });
});
