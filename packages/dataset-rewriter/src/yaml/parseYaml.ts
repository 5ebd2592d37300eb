import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Document,
  type Scalar,
  type YAMLMap,
} from 'yaml';

/** A scalar with the keys that lead to it. */
export interface PlacedScalar {
  scalar: Scalar;
  path: string[];
  /** The map that holds it as a value, or holds the list that does. */
  parent?: YAMLMap;
  isKey: boolean;
}

/** The documents of a text, or why it cannot be parsed. */
export type ParsedYaml = { documents: Document[] } | { problem: string };

/** Parses a YAML text with the places of its nodes. */
export function parseYaml(text: string): ParsedYaml {
  const parsed = parseAllDocuments(text, {
    uniqueKeys: false,
    strict: false,
    logLevel: 'silent',
  });
  const documents: Document[] = Array.isArray(parsed) ? parsed : [];
  const [error] = documents.flatMap(({ errors }) => errors);
  return error ? { problem: error.message.split('\n')[0] } : { documents };
}

/** All scalars of a node, in the order of the text. */
export function listScalars(root: unknown): PlacedScalar[] {
  const scalars: PlacedScalar[] = [];
  const visit = (node: unknown, path: string[], parent?: YAMLMap) => {
    if (isScalar(node)) {
      scalars.push({ scalar: node, path, parent, isKey: false });
    } else if (isSeq(node)) {
      node.items.forEach(entry => visit(entry, [...path, '-'], parent));
    } else if (isMap(node)) {
      node.items.forEach(pair => visit(pair, path, node));
    } else if (isPair(node)) {
      if (isScalar(node.key)) {
        scalars.push({ scalar: node.key, path, parent, isKey: true });
      }
      const key = isScalar(node.key) ? String(node.key.value) : '?';
      visit(node.value, [...path, key], parent);
    }
  };
  visit(root, []);
  return scalars;
}

/** The value of a key, when it is a scalar. */
export function scalarAt(
  map: YAMLMap | undefined,
  key: string,
): Scalar | undefined {
  const node = map?.get(key, true);
  return isScalar(node) ? node : undefined;
}

/** The entries of a key that are maps. */
export function mapsAt(map: YAMLMap | undefined, key: string): YAMLMap[] {
  const node: unknown = map?.get(key, true);
  return isSeq(node) ? node.items.filter(entry => isMap(entry)) : [];
}

/** The value of a scalar as text. */
export function textOf(scalar: Scalar | undefined): string | undefined {
  return typeof scalar?.value === 'string' ? scalar.value : undefined;
}

/** Where the characters of a scalar's value stand, without quotes; absent when it is not written as it reads. */
export function spanOf(
  scalar: Scalar | undefined,
  text: string,
): { start: number; end: number } | undefined {
  const value = textOf(scalar);
  const range = scalar?.range;
  if (value === undefined || !range) {
    return undefined;
  }
  const source = text.slice(range[0], range[1]);
  const lead = /^['"]/.test(source) ? 1 : 0;
  const exact =
    source.slice(lead, lead + value.length) === value &&
    source.length === value.length + 2 * lead;
  const start = range[0] + lead;
  return exact ? { start, end: start + value.length } : undefined;
}
