import type {
  PlannedMove,
  Relation,
  RelationPair,
} from '../contract/planMoves';
import type { Span } from '../edits/Edit';
import { findRegions, type JinjaRegion } from './maskJinja';
import { readVariables, type TemplateVariable } from './readVariables';

/** A string or number in a call, without its quotes. */
export interface CallArgument extends Span {
  /** Set for `v=1` and `version=1`. */
  keyword?: string;
  value: string;
  quote: string;
}

/** A call of `ref` or `source`, or `this`, and what it names. */
export interface RelationCall extends Span {
  target: 'old' | 'new' | 'this' | 'other';
  move?: PlannedMove;
  pair?: RelationPair;
  arguments: CallArgument[];
  /** What columns are qualified with when the relation has no alias. */
  name: string;
  newName?: string;
  /** Whether the template region holds nothing else, so that it stands for a table. */
  standsAlone: boolean;
  /** Regions that print a variable which holds the relation. */
  printedBy?: JinjaRegion[];
  /** Why a call that may name the old dataset cannot be changed. */
  problem?: string;
}

const CALL = /(?<![\w.])(ref|source)\s*\(([^()]*)\)/g;
const ARGUMENT = /^\s*(?:(v|version)\s*=\s*)?(?:(['"])([^'"\\]*)\2|(\d+))\s*$/;
const NAME = /^\s*(\w+)\s*$/;
const STRING = /^(['"])([^'"\\]*)\1$/;

/** Finds all calls in the template regions of a text, comments of the template left out. */
export function findRelationCalls(
  text: string,
  moves: PlannedMove[],
): { region: JinjaRegion; call: RelationCall }[] {
  const regions = findRegions(text);
  const variables = readVariables(text, regions);
  return regions
    .filter(({ kind }) => kind !== 'comment')
    .flatMap(region => {
      if (region.kind === 'expression' && region.body === 'this') {
        const { start, end } = region;
        const call: RelationCall = {
          start,
          end,
          target: 'this',
          arguments: [],
          name: '',
          standsAlone: true,
        };
        return [{ region, call }];
      }
      return readCalls(text, region, moves, variables).map(call => ({
        region,
        call: {
          ...call,
          ...holdInVariable(call, region, variables),
          standsAlone:
            region.kind === 'expression' &&
            region.body === text.slice(call.start, call.end),
        },
      }));
    });
}

/** `{% set relation = ref('x') %}`: the variable stands for the relation, when it is printed and nothing else. */
function holdInVariable(
  call: RelationCall,
  region: JinjaRegion,
  variables: TemplateVariable[],
): Pick<RelationCall, 'printedBy' | 'problem'> {
  const variable = variables.find(
    ({ region: set, value }) =>
      set === region && value.start === call.start && value.end === call.end,
  );
  return variable && variable.uses === variable.prints.length
    ? { printedBy: variable.prints, problem: call.problem }
    : { problem: call.problem };
}

/** Finds the calls in a part of a text, such as a YAML scalar. */
export function readCalls(
  text: string,
  { start, end }: Span,
  moves: PlannedMove[],
  variables: TemplateVariable[] = [],
): RelationCall[] {
  return [...text.slice(start, end).matchAll(CALL)].flatMap(match => {
    const callStart = start + match.index;
    const { found, shared } = readArguments(
      text,
      match[2],
      callStart + match[0].indexOf('(') + 1,
      variables,
    );
    const relation = toRelation(match[1], found);
    const span = { start: callStart, end: callStart + match[0].length };
    const place = { ...span, arguments: found, standsAlone: true };
    const matched = relation && matchRelation(relation, moves);
    return matched
      ? [{ ...place, ...matched, problem: matched.problem ?? shared }]
      : [];
  });
}

function readArguments(
  source: string,
  list: string,
  offset: number,
  variables: TemplateVariable[],
): { found: CallArgument[]; shared?: string } {
  const found: CallArgument[] = [];
  let shared: string | undefined;
  let at = offset;
  for (const text of list.split(',')) {
    const match = ARGUMENT.exec(text);
    if (match) {
      const [, keyword, quote = '', string, number] = match;
      const value = string ?? number;
      const start = at + text.lastIndexOf(quote + value) + quote.length;
      found.push({ keyword, value, quote, start, end: start + value.length });
    }
    const variable = variables.find(
      ({ name }) => name === NAME.exec(text)?.[1],
    );
    const string =
      variable &&
      STRING.exec(source.slice(variable.value.start, variable.value.end));
    if (variable && string) {
      const [, quote, value] = string;
      const start = variable.value.start + quote.length;
      found.push({ value, quote, start, end: start + value.length });
      shared =
        variable.uses > 1
          ? `The variable ${variable.name} is used for more than this relation. Migrate it by hand.`
          : shared;
    }
    at += text.length + 1;
  }
  return { found, shared };
}

function toRelation(kind: string, found: CallArgument[]): Relation | undefined {
  const named = found.filter(({ keyword }) => !keyword).map(a => a.value);
  const version = found.find(({ keyword }) => keyword)?.value;
  if (kind === 'source') {
    return named.length === 2
      ? { kind: 'source', source: named[0], table: named[1] }
      : undefined;
  }
  if (named.length === 1) {
    return { kind: 'ref', model: named[0], version };
  }
  return named.length === 2
    ? { kind: 'ref', package: named[0], model: named[1], version }
    : undefined;
}

function matchRelation(
  relation: Relation,
  moves: PlannedMove[],
): Pick<
  RelationCall,
  'target' | 'move' | 'pair' | 'name' | 'newName' | 'problem'
> {
  const name = tableOf(relation);
  for (const move of moves) {
    for (const pair of move.relations) {
      if (names(relation, pair.from)) {
        const problem = findProblem(relation, pair.from);
        const newName = tableOf(pair.to);
        return { target: 'old', move, pair, name, newName, problem };
      }
    }
  }
  for (const move of moves) {
    const pair = move.relations.find(({ to }) => names(relation, to));
    if (pair) {
      return { target: 'new', move, pair, name };
    }
  }
  return { target: 'other', name };
}

function tableOf(relation: Relation): string {
  return relation.kind === 'ref' ? relation.model : relation.table;
}

function names(relation: Relation, wanted: Relation): boolean {
  if (relation.kind === 'source' || wanted.kind === 'source') {
    return (
      relation.kind === 'source' &&
      wanted.kind === 'source' &&
      relation.source === wanted.source &&
      relation.table === wanted.table
    );
  }
  const differ = (a?: string, b?: string) =>
    a !== undefined && b !== undefined && a !== b;
  return (
    relation.model === wanted.model &&
    !differ(relation.package, wanted.package) &&
    !differ(relation.version, wanted.version)
  );
}

function findProblem(relation: Relation, wanted: Relation): string | undefined {
  if (relation.kind === 'source' || wanted.kind === 'source') {
    return undefined;
  }
  if (relation.version !== undefined && wanted.version === undefined) {
    return `The contract does not say which version ${relation.version} of ${wanted.model} is. Add version to its dbt name.`;
  }
  if (relation.package !== undefined && wanted.package === undefined) {
    return `The contract does not say that ${wanted.model} belongs to the package ${relation.package}. Add package to its dbt name.`;
  }
  return undefined;
}
