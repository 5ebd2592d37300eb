import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mutateBeyond, OVERREACH_CLASSES } from './overreach.mjs';

const contract = {
  spec: { datasets: [{ fields: [{ from: 'user_id', to: 'account_id' }] }] },
};
const file = {
  path: 'a.sql',
  before: '-- who is there\nSELECT user_id\n  FROM old\n',
  after: '-- who is there\nSELECT account_id\n  FROM old\n',
};

describe('what goes beyond a patch', () => {
  it('is one fault of each class', () => {
    const mutations = mutateBeyond([file], contract);

    assert.deepEqual(
      mutations.map(({ kind }) => kind),
      OVERREACH_CLASSES,
    );
    assert.deepEqual(
      mutations.map(({ after }) => after),
      [
        '-- who is there\nSELECT DISTINCT account_id\n  FROM old\n',
        '-- who is there\nSELECT NULL\n  FROM old\n',
        'SELECT account_id\n  FROM old\n',
        '-- who is there\nSELECT account_id\n    FROM old\n',
      ],
    );
  });

  it('is nothing in files that the patch has not changed, or where there is nothing to do', () => {
    assert.deepEqual(
      mutateBeyond([{ ...file, after: file.before }], contract),
      [],
    );
    assert.deepEqual(
      mutateBeyond([{ path: 'a.txt', before: 'a', after: 'b' }], contract),
      [],
    );
  });
});
