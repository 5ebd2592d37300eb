import type { SqlDialect } from '../parse/dialects';
import type { SqlNode } from '../parse/parseScript';
import type { Scope } from '../scope/Scope';
import type { Relation } from '../scope/Relation';
import type { Clause } from './resolveColumn';

/** What a part of a query can see, and how it is meant. */
export interface Place {
  scope?: Scope;
  /** Common table expressions by key. */
  tables: Map<string, Relation>;
  /** Whether the outputs of a query are read by name in the same statement, so that a star may let them through. */
  passes: boolean;
  /** Whether the outputs of a query may take the new names of their columns, since whoever reads them follows. */
  flows: boolean;
  clause: Clause;
  wholeTerm: boolean;
  /** Wrappers between the column and the select item or struct field that it names. */
  namesOutput?: string[];
  inExists: boolean;
  /** Whether nobody can see how the outputs of a query are called. */
  hidesNames: boolean;
  depth: number;
}

/** Where nothing is meant in a special way. */
export const plainPlace = {
  clause: 'input' as const,
  wholeTerm: false,
  namesOutput: undefined,
  passes: false,
  flows: false,
  hidesNames: false,
};

const DEEPEST_TREE = 1200;
/** What compares values of a subquery, whose outputs nobody calls by their names. */
const COMPARISONS = new Set('in eq neq lt lte gt gte any all'.split(' '));

/** One level deeper; throws when the tree has too many of them. */
export function descend(place: Place): Place {
  if (place.depth > DEEPEST_TREE) {
    throw new RangeError('it is nested too deeply');
  }
  return { ...place, depth: place.depth + 1 };
}

/** A column names its output only through parentheses, casts and struct fields. */
export function enter(
  key: string,
  value: SqlNode,
  place: Place,
  dialect: SqlDialect,
): Place {
  if (key === 'exists') {
    return { ...place, ...plainPlace, clause: place.clause, inExists: true };
  }
  if (key === 'paren' && place.namesOutput) {
    return {
      ...place,
      namesOutput: [...place.namesOutput, 'paren'],
      wholeTerm: false,
    };
  }
  if (key === 'cast' && place.namesOutput && dialect.castKeepsName) {
    return {
      ...place,
      namesOutput: [...place.namesOutput, 'cast'],
      wholeTerm: false,
    };
  }
  if (key === 'function' && isStructCall(value)) {
    return { ...place, namesOutput: ['struct'], wholeTerm: false };
  }
  if (COMPARISONS.has(key)) {
    return {
      ...place,
      namesOutput: undefined,
      wholeTerm: false,
      hidesNames: true,
    };
  }
  const keepsTerm = key === 'this' || key === 'column';
  return {
    ...place,
    namesOutput: key === 'this' ? place.namesOutput : undefined,
    wholeTerm: keepsTerm && place.wholeTerm,
  };
}

function isStructCall({ name }: SqlNode): boolean {
  return typeof name === 'string' && name.toLowerCase() === 'struct';
}
