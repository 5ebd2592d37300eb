import {
  withColumnAdded,
  withColumnChange,
  withNameAdded,
  withNamePlatform,
  withNewColumns,
  withoutName,
  withValue,
} from './editContract';
import { readContractForm } from './readContractForm';
import type { ColumnChange } from './readContractForm';

const CONTRACT = `# Asked for by finance
kind: MappingContract
metadata:
  name: user-activity-v2 # as the table is called
spec:
  datasets:
    - from:
        entityRef: resource:default/user-activity-v1
        names:
          # the warehouse
          - { platform: bigquery, name: acme.analytics.user_activity_v1 }
          - { platform: dbt, ref: user_activity_v1 }
        schema:
          - { name: user_id, type: INT64 }
          - { name: country, type: STRING }
      to:
        entityRef: resource:default/user-activity-v2
        names:
          - { platform: bigquery, name: acme.core.user_activity }
      fields:
        - { from: user_id, to: account_id } # never reused
      rows:
        where: "region = 'EU'"
`;
const MOVE = ['spec', 'datasets', 0];

const moveOf = (text: string) => readContractForm(text)!.moves[0];
const columnOf = (text: string, from: string) =>
  moveOf(text).columns.find(column => column.from === from)!;
const changed = (text: string, from: string, change: ColumnChange) =>
  withColumnChange(text, {
    movePath: MOVE,
    column: columnOf(text, from),
    change,
  });

describe('editContract', () => {
  it('changes one value and leaves every other line as it was written', () => {
    const edited = withValue(CONTRACT, ['metadata', 'name'], 'activity');

    expect(edited).toBe(
      CONTRACT.replace('name: user-activity-v2 #', 'name: activity #'),
    );
  });

  it('takes the precondition away with its last value', () => {
    const edited = withValue(CONTRACT, [...MOVE, 'rows', 'where'], '');

    expect(edited).not.toContain('rows:');
    expect(moveOf(edited).where).toBe('');
  });

  it('shows columns that no field names as those that stay', () => {
    expect(
      moveOf(CONTRACT).columns.map(({ from, to, change }) => [
        from,
        change,
        to,
      ]),
    ).toEqual([
      ['user_id', 'rename', 'account_id'],
      ['country', 'keep', 'country'],
    ]);
  });

  it.each<[ColumnChange, object]>([
    ['rename', { from: 'country', to: 'country' }],
    ['convert', { from: 'country', expression: '{country}' }],
    ['judgement', { from: 'country', to: 'country' }],
    ['dropped', { from: 'country', to: '' }],
  ])('gives a column that stayed a field when it is %s', (change, expected) => {
    const column = columnOf(changed(CONTRACT, 'country', change), 'country');

    expect(column).toMatchObject({ change, ...expected });
    expect(column.path).toEqual([...MOVE, 'fields', 1]);
  });

  it('takes away what the change before needed, and keeps the comment', () => {
    const converted = changed(CONTRACT, 'user_id', 'convert');
    expect(converted).toContain('expression: "{account_id}"');

    const dropped = changed(converted, 'user_id', 'dropped');

    expect(dropped).toContain(
      '- { from: user_id, change: dropped } # never reused',
    );
  });

  it('lets a column stay again, without an empty list of fields', () => {
    const edited = changed(CONTRACT, 'user_id', 'keep');

    expect(edited).not.toContain('fields:');
    expect(columnOf(edited, 'user_id').change).toBe('keep');
  });

  it('begins the list of fields where there was none', () => {
    const edited = withColumnAdded(changed(CONTRACT, 'user_id', 'keep'), MOVE);

    expect(moveOf(edited).columns[0]).toMatchObject({
      change: 'added',
      to: 'new_column',
    });
  });

  it('writes several new columns as a list, one as text', () => {
    const path = [...MOVE, 'fields', 0, 'to'];
    const several = withNewColumns(CONTRACT, path, 'realm, account_id,');

    expect(several).toContain('to: [ realm, account_id ]');
    expect(withNewColumns(several, path, 'account_id')).toContain(
      '{ from: user_id, to: account_id }',
    );
  });

  it('adds, moves and removes names', () => {
    const side = [...MOVE, 'to'];
    const added = withNameAdded(CONTRACT, side, 'dbt');
    expect(moveOf(added).to.names[1]).toMatchObject({
      platform: 'dbt',
      spelling: 'ref',
    });

    const moved = withNamePlatform(added, moveOf(added).to.names[1], 'spark');
    expect(moveOf(moved).to.names[1]).toMatchObject({
      platform: 'spark',
      spelling: 'name',
      value: 'model',
    });
    expect(moveOf(withoutName(moved, [...side, 'names', 1]))).toEqual(
      moveOf(CONTRACT),
    );
  });

  it.each(['', 'kind: [', 'kind: MappingContract', 'a'.repeat(100_001)])(
    'shows no form for a text that is no contract',
    text => {
      expect(readContractForm(text)).toBeUndefined();
    },
  );
});
