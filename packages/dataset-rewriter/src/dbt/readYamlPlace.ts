import { isMap, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml';
import type { PlannedField, PlannedMove } from '../contract/planMoves';
import type { MentionFinder } from '../files/findMentions';
import type { Edit } from '../types';
import { listScalars, scalarAt, textOf } from '../yaml/parseYaml';
import { readUnitTestRows } from './readUnitTestRows';

/** What has to change with a relation that YAML names; or why it is not known. */
export type YamlPlace =
  | { problem: string }
  | { columns: { scalar: Scalar; field: PlannedField }[]; edits: Edit[] };

interface ReadYamlPlaceOptions {
  /** The keys that lead to the relation. */
  path: string[];
  parent?: YAMLMap;
  move: PlannedMove;
  mentions: MentionFinder;
  text: string;
}

/** Tests that compare a column of theirs with `field` of the relation. */
const FIELD_TESTS = new Set([
  'relationships',
  'dbt_utils.relationships_where',
  'dbt_utils.cardinality_equality',
]);

/** Tests that count the rows of the relation. */
const COUNT_TESTS = new Set([
  'dbt_utils.equal_rowcount',
  'dbt_utils.fewer_rows_than',
  'dbt_expectations.expect_table_row_count_to_equal_other_table',
]);

const NOTHING: YamlPlace = { columns: [], edits: [] };

/** Finds out what is read of a relation at a place of dbt's YAML. */
export function readYamlPlace(options: ReadYamlPlaceOptions): YamlPlace {
  const keys = options.path.filter(key => key !== '-');
  const last = keys.at(-1);
  const isExposure = keys[0] === 'exposures' && last === 'depends_on';
  if (isExposure || options.move.sameColumns) {
    return NOTHING;
  }
  const test = keys.filter(key => key !== 'arguments').at(-2) ?? '';
  if (FIELD_TESTS.has(test) && last === 'to') {
    return readFieldTest(options);
  }
  if (COUNT_TESTS.has(test) && last === 'compare_model') {
    return readCountTest(options);
  }
  if (keys.join('.') === 'unit_tests.given.input' && options.parent) {
    return readUnitTestRows({ ...options, given: options.parent });
  }
  if (keys.join('.') === 'semantic_models.model' && options.parent) {
    return readSemanticModel(options.parent, options);
  }
  if (keys[0] === 'snapshots' && last === 'relation') {
    return {
      problem:
        'A snapshot stores all columns of its relation under their names, and some of them change. Put a model in between that keeps the old names, or migrate it by hand.',
    };
  }
  return {
    problem:
      'What is read of the relation here is not known. Migrate it by hand.',
  };
}

function readFieldTest({ parent, move, mentions }: ReadYamlPlaceOptions) {
  const scalar = scalarAt(parent, 'field');
  const field = move.fields.get(textOf(scalar)?.toLowerCase() ?? '');
  const [inCondition] = mentions.findColumns(
    textOf(scalarAt(parent, 'to_condition')) ?? '',
  );
  if (inCondition) {
    return {
      problem: `The condition names ${inCondition.name}, which is called otherwise in the new dataset. Change the test by hand.`,
    };
  }
  return scalar && field ? changeColumn(scalar, field) : NOTHING;
}

function readCountTest({ parent, mentions }: ReadYamlPlaceOptions): YamlPlace {
  const [named] = listScalars(parent).flatMap(({ scalar }) =>
    mentions.findColumns(textOf(scalar) ?? ''),
  );
  return named
    ? {
        problem: `The test names ${named.name} for both relations. Change it by hand.`,
      }
    : NOTHING;
}

/** A rename, or a decision above the line; anything else has no place here. */
function changeColumn(scalar: Scalar, field: PlannedField): YamlPlace {
  return ['rename', 'judgement'].includes(field.action)
    ? { columns: [{ scalar, field }], edits: [] }
    : {
        problem: `${field.name} has no single column that stands for it. Change the test by hand.`,
      };
}

/** Entities, dimensions and measures read the column of `expr`, or the one they are called after. */
function readSemanticModel(
  model: YAMLMap,
  { move, mentions }: ReadYamlPlaceOptions,
): YamlPlace {
  const columns: { scalar: Scalar; field: PlannedField }[] = [];
  for (const list of ['entities', 'dimensions', 'measures']) {
    const entries: unknown = model.get(list, true);
    for (const entry of isSeq(entries) ? entries.items.filter(isMap) : []) {
      const expression = scalarAt(entry, 'expr');
      const read = expression ?? scalarAt(entry, 'name');
      const value = isScalar(read) ? String(read.value) : '';
      const field = move.fields.get(value.toLowerCase());
      const [named] = mentions.findColumns(value);
      if (read && field?.action === 'rename' && expression) {
        columns.push({ scalar: read, field });
      } else if (named) {
        const mend = expression
          ? 'Change expr by hand'
          : `Add expr: ${field?.to ?? named.name} by hand`;
        return {
          problem: `The semantic model reads ${named.name}, which is called otherwise in the new dataset. ${mend}.`,
        };
      }
    }
  }
  return { columns, edits: [] };
}
