import type { BeyondCapacityRow } from '../../database/operations/publishing/beyondCapacity';
import { explainWait } from './explainWait';

describe('explainWait', () => {
  const row: BeyondCapacityRow = {
    id: '1',
    owner_ref: 'group:default/finance',
    repository_owner: 'acme',
    repository_name: 'finance-sql-jobs',
    state_reason: null,
    team_busy: '10',
    team_limit: 10,
    team_turn: '1',
    repository_busy: null,
    repository_limit: null,
    repository_turn: '1',
  };

  it.each<[Partial<BeyondCapacityRow>, string]>([
    [{}, 'team finance has 10 open pull requests'],
    [{ team_busy: 1, team_limit: 1 }, 'team finance has 1 open pull request'],
    [
      { team_limit: 20, repository_busy: 3, repository_limit: 3 },
      'acme/finance-sql-jobs has 3 open pull requests',
    ],
    [
      { owner_ref: null, repository_busy: 3, repository_limit: 3 },
      'acme/finance-sql-jobs has 3 open pull requests',
    ],
  ])('says of %j who is busy', (changes, who) => {
    expect(explainWait({ ...row, ...changes })).toBe(
      `Waits for a reviewer: ${who}`,
    );
  });
});
