import type { BoundColumn } from '../duckdb/ProofDatabase';
import { listAllowedRenames } from './listAllowedRenames';
import type { ProofContext, StatementPair } from '../QueryPair';

/** What differs between the outputs of a query before and after the patch, as a sentence. */
export function compareOutputs(
  { old, new: now }: StatementPair,
  outputs: { old: BoundColumn[]; new: BoundColumn[] },
  context: ProofContext,
): string | undefined {
  const before = namesOf(outputs.old, old.outputs);
  const after = namesOf(outputs.new, now.outputs);
  if (before.length !== after.length) {
    return `It gave ${before.length} outputs, and gives ${after.length}.`;
  }
  const allowed = listAllowedRenames(context.moves);
  const renamed = before.findIndex(
    (name, index) =>
      name !== after[index] && !allowed.get(name)?.has(after[index]),
  );
  if (renamed >= 0) {
    return `Output ${renamed + 1} was called ${
      outputs.old[renamed].name
    }, and is called ${outputs.new[renamed].name}.`;
  }
  const retyped = outputs.old.findIndex(
    ({ type }, index) =>
      !sameType(type, outputs.new[index].type, context) &&
      !isExplained(type, outputs.new[index].type, context),
  );
  return retyped < 0
    ? undefined
    : `The output ${outputs.new[retyped].name} was ${outputs.old[retyped].type}, and is ${outputs.new[retyped].type}.`;
}

/** In Snowflake all whole numbers are NUMBER(38, 0), however they are spelled. */
function sameType(
  before: string,
  after: string,
  { dialect }: ProofContext,
): boolean {
  const isWhole = (type: string) =>
    /^(tinyint|smallint|integer|bigint|hugeint|decimal\(38,0\))$/i.test(type);
  return (
    before === after ||
    (dialect.platform === 'snowflake' && isWhole(before) && isWhole(after))
  );
}

/** The outputs that are called otherwise now, as the end of a sentence. */
export function describeRenamed(outputs: {
  old: BoundColumn[];
  new: BoundColumn[];
}): string {
  const renamed = outputs.old.flatMap(({ name }, index) => {
    const now = outputs.new[index].name;
    return name.toLowerCase() === now.toLowerCase()
      ? []
      : [`${name}, which is called ${now} now`];
  });
  return renamed.length ? ` but for ${renamed.join(', and ')}` : '';
}

/** Made-up names are all alike; letter case counts nowhere that we know. */
function namesOf(
  bound: BoundColumn[],
  written: (string | undefined)[] | undefined,
): string[] {
  return written && written.length === bound.length
    ? written.map(name => name?.toLowerCase() ?? '')
    : bound.map(({ name }) => name.toLowerCase());
}

/** Whether the contract gives a renamed column another type without saying how values follow. */
function isExplained(
  before: string,
  after: string,
  { schemas }: ProofContext,
): boolean {
  return schemas.some(({ old, new: now, expressions }) =>
    old.some(({ name, type }) => {
      const to = /^\{(\w+)\}$/.exec(expressions.get(name) ?? '')?.[1];
      const target = now.find(column => column.name === to);
      return (
        target !== undefined &&
        canonical(type) === canonical(before) &&
        canonical(target.type) === canonical(after) &&
        type !== target.type
      );
    }),
  );
}

function canonical(type: string): string {
  return type
    .replace('TIMESTAMP WITH TIME ZONE', 'TIMESTAMPTZ')
    .replace(/\s/g, '');
}
