import type { QueryText } from '../grammars/Grammar';
import { createLocator } from '../findings/locate';
import { pairOutputs } from './dbt/pairOutputs';
import { attempt } from './attempt';
import { bindScripts, type BoundStatement } from './bindScripts';
import { checkColumns } from './checkColumns';
import type { BoundColumn } from './duckdb/ProofDatabase';
import { PLACEHOLDERS, prepareVariants, type Variant } from './prepareVariants';
import type { ProofContext, QueryPair, ScriptPair } from './QueryPair';
import type { ChangedText } from './readChangedFiles';
import { runScripts, type RanStatement } from './runScripts';
import type { QueryProof, RungStatus } from './types';

/** What is proved of one file. */
export interface FileProof {
  path: string;
  binds: QueryProof[];
  sameResults: QueryProof[];
  /** Columns of which the proof assumes that their values stay. */
  assumed?: string[];
  /** What the last query gives, for models that read this one. */
  outputs?: { old: BoundColumn[]; new: BoundColumn[] };
}

/** Proves all that a changed file reads. */
export async function proveFile(
  file: ChangedText,
  context: ProofContext,
): Promise<FileProof> {
  const { path, reads } = file;
  const whole = (status: RungStatus, detail: string): FileProof => {
    const proof = { file: path, line: 1, status, detail };
    return { path, binds: [proof], sameResults: [proof] };
  };
  if (file.problem !== undefined) {
    return whole('notProved', file.problem);
  }
  if (!reads) {
    return file.isDeclaration
      ? whole('notApplicable', 'It declares, and reads nothing.')
      : whole(
          'notProved',
          'Nothing here tells what a file of this kind reads.',
        );
  }
  const { before, after } = reads;
  if (before.queries.length !== after.queries.length) {
    return whole(
      'notProved',
      `It had ${before.queries.length} queries, and has ${after.queries.length}.`,
    );
  }
  const proof = ofColumns(
    path,
    checkColumns(file, before.columns, after.columns, context),
  );
  const locate = createLocator(file.after);
  for (const [index, query] of after.queries.entries()) {
    const pair: QueryPair = {
      path,
      before: before.queries[index],
      after: query,
      lineOf: offset => locate(offset).line,
    };
    const part = await proveQuery(pair, file, context);
    proof.binds.push(...part.binds);
    proof.sameResults.push(...part.sameResults);
    proof.assumed = [...(proof.assumed ?? []), ...(part.assumed ?? [])];
    proof.outputs = part.outputs ?? proof.outputs;
  }
  return proof.binds.length
    ? proof
    : whole('notApplicable', 'It only names the dataset, and reads no column.');
}

async function proveQuery(
  pair: QueryPair,
  file: ChangedText,
  context: ProofContext,
): Promise<Omit<FileProof, 'path'>> {
  const at = (line: number, status: RungStatus, detail: string) => ({
    file: pair.path,
    line,
    status,
    detail,
  });
  const { before, after } = pair;
  if (isSameQuery(before, after, file)) {
    return { binds: [], sameResults: [] };
  }
  /** What the model gives when it is built anew, which is what `this` holds. */
  let own: FileProof['outputs'];
  const withOwn: ProofContext = {
    ...context,
    describeRelation: call =>
      call.target === 'this'
        ? own && pairOutputs(own)
        : context.describeRelation(call),
  };
  const problem =
    after.problem ??
    before.problem ??
    (context.mayLook()
      ? undefined
      : `More than ${context.limits.queries} queries have changed, and this one was not looked at.`);
  const variants = problem ?? attempt(() => prepareVariants(pair, withOwn));
  if (typeof variants === 'string') {
    const proof = at(pair.lineOf(after.start), 'notProved', variants);
    return { binds: [proof], sameResults: [proof] };
  }
  const proofs: Omit<FileProof, 'path'>[] = [];
  for (const variant of variants) {
    const chosen = await chooseScript(variant, context);
    if (typeof chosen === 'string') {
      const proof = at(pair.lineOf(after.start), 'notProved', chosen);
      proofs.push({ binds: [proof], sameResults: [proof] });
      continue;
    }
    const { script, bound } = chosen;
    const ran: RanStatement[] = bound.some(isProved)
      ? await runScripts(script, bound, context)
      : bound.map(({ pair: statement }) => ({
          pair: statement,
          status: 'notProved',
          detail: 'It is not proved that it binds.',
        }));
    const changed = (found: { pair: { isChanged: boolean } }) =>
      found.pair.isChanged;
    own ??= bound.at(-1)?.outputs;
    const suffix = script.variant ? ` (where ${script.variant})` : '';
    proofs.push({
      binds: bound
        .filter(changed)
        .map(({ pair: { line }, status, detail }) =>
          at(line, status, detail + suffix),
        ),
      sameResults: ran
        .filter(changed)
        .map(({ pair: { line }, status, detail }) =>
          at(line, status, detail + suffix),
        ),
      assumed: ran.filter(changed).flatMap(({ assumed }) => assumed ?? []),
      outputs: bound.at(-1)?.outputs,
    });
  }
  return {
    binds: proofs.flatMap(({ binds }) => binds),
    sameResults: proofs.flatMap(({ sameResults }) => sameResults),
    assumed: proofs.flatMap(({ assumed }) => assumed ?? []),
    outputs: proofs.at(-1)?.outputs,
  };
}

/** The first values for the placeholders with which every changed query binds as it was. */
async function chooseScript(
  variant: Variant,
  context: ProofContext,
): Promise<{ script: ScriptPair; bound: BoundStatement[] } | string> {
  let first: { script: ScriptPair; bound: BoundStatement[] } | undefined;
  for (const placeholder of PLACEHOLDERS) {
    const script = attempt(() => variant.prepare(placeholder));
    if (typeof script === 'string') {
      return script;
    }
    const bound = await bindScripts(script, context);
    first ??= { script, bound };
    if (
      bound.every(({ pair, hasReference }) => !pair.isChanged || hasReference)
    ) {
      return { script, bound };
    }
    if (!script.hasPlaceholders) {
      break;
    }
  }
  return first ?? 'Nothing could be prepared.';
}

function isProved({ pair, status }: BoundStatement): boolean {
  return pair.isChanged && status === 'proved';
}

function isSameQuery(
  before: QueryText,
  after: QueryText,
  file: ChangedText,
): boolean {
  const tablesOf = ({ tables }: QueryText) => [...(tables?.values() ?? [])];
  return (
    file.before.slice(before.start, before.end) ===
      file.after.slice(after.start, after.end) &&
    tablesOf(before).join(' ') === tablesOf(after).join(' ')
  );
}

function ofColumns(path: string, binds: QueryProof[]): FileProof {
  const detail = 'It is not a query, so that it cannot be run on rows.';
  return {
    path,
    binds,
    sameResults: binds.map(proof => ({
      ...proof,
      status: 'notProved',
      detail,
    })),
  };
}
