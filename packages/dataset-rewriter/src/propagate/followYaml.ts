import { isMap, isScalar, type YAMLMap } from 'yaml';
import type { Edit } from '../types';
import {
  listScalars,
  mapsAt,
  parseYaml,
  scalarAt,
  spanOf,
  textOf,
  type PlacedScalar,
} from '../yaml/parseYaml';
import { mentions, sameName, type Following } from './followConfig';
import type { CarriedModel } from './Propagation';

const PROSE = new Set(['description', 'name', 'tags', 'docs']);

/**
 * Lets what a project's YAML says of a model follow its new names: its columns with their tests, its configuration, and the
 * rows that a unit test expects of it.
 */
export function followYaml(text: string, carried: CarriedModel): Following {
  const parsed = mentions(text, carried.model)
    ? parseYaml(text)
    : { documents: [] };
  if ('problem' in parsed) {
    return { edits: [] };
  }
  const edits: Edit[] = [];
  for (const { contents } of parsed.documents) {
    if (!isMap(contents)) {
      continue;
    }
    for (const placed of listPlaces(contents, carried)) {
      const following = followScalar(placed, text, carried);
      if ('problem' in following) {
        return following;
      }
      edits.push(...following.edits);
    }
  }
  return { edits };
}

/** The scalars that speak of the outputs of the model. */
function listPlaces(root: YAMLMap, { model }: CarriedModel): PlacedScalar[] {
  const isOwn = (key: string) => (entry: YAMLMap) =>
    textOf(scalarAt(entry, key)) === model;
  const declared = ['models', 'snapshots', 'seeds'].flatMap(kind =>
    mapsAt(root, kind).filter(isOwn('name')),
  );
  const expected = mapsAt(root, 'unit_tests')
    .filter(isOwn('model'))
    .map(test => test.get('expect', true));
  return [
    ...declared.flatMap(entry => listScalars(entry).filter(speaksOfColumn)),
    ...expected.flatMap(entry =>
      listScalars(entry).filter(
        ({ isKey, path }) => isKey || path.at(-1) === 'rows',
      ),
    ),
  ];
}

function speaksOfColumn({ path, parent, isKey }: PlacedScalar): boolean {
  const keys = path.filter(key => key !== '-');
  const isColumn = keys.join('.') === 'columns.name';
  const isOfOther = keys.at(-1) === 'field' && parent?.has('to') === true;
  return (
    isColumn || (!isKey && !isOfOther && !keys.some(key => PROSE.has(key)))
  );
}

function followScalar(
  { scalar, path, parent }: PlacedScalar,
  text: string,
  { model, renamed }: CarriedModel,
): Following {
  const value = textOf(scalar) ?? '';
  const named = renamed.find(({ from }) => mentions(value, from));
  if (!named) {
    return { edits: [] };
  }
  const span = spanOf(scalar, text);
  const readsOther = parent?.items.some(
    ({ value: beside }) =>
      isScalar(beside) && /\b(?:ref|source)\s*\(/.test(textOf(beside) ?? ''),
  );
  const isUnclear = path.includes('meta') || readsOther;
  return span && sameName(named.from, value) && !isUnclear
    ? { edits: [{ ...span, text: named.to, cause: named.cause }] }
    : {
        problem: `the YAML of ${model} names ${named.from} in ${value.trim()}`,
      };
}
