import { planMoves } from '../contract/planMoves';
import { orderDialects } from '../sql/orderDialects';
import { listDialects, type SqlDialect } from '../sql/parse/dialects';
import { translateMoves } from '../sql/translateMoves';
import { loadSqlParser } from '../sql/parse/parseScript';
import { describeFailure } from './attempt';
import { checkGraphClosed } from './dbt/checkGraphClosed';
import { ModelOutputs } from './dbt/ModelOutputs';
import { ProofEngine } from './duckdb/ProofEngine';
import { proveFile, type FileProof } from './proveFile';
import { readChangedFiles, type ChangedText } from './readChangedFiles';
import type { ProofContext } from './QueryPair';
import { datasetSchemas } from './schemas/datasetSchemas';
import { settleTypes } from './schemas/settleTypes';
import { summarize } from './summarize';
import type { ProofLimits, ProveRewriteOptions, RewriteProof } from './types';

/** Enough for a large query on a small machine, and too little to be a burden. */
export const DEFAULT_PROOF_LIMITS: ProofLimits = {
  milliseconds: 5_000,
  memoryMegabytes: 256,
  queries: 500,
};

const SEED = 20_250_615;

/**
 * Proves a patch without the help of the repository: binds what changed against the new schema, and compares results
 * on generated rows. Nothing of the repository is run but its queries, in a database that reaches no file and no network.
 * @public
 */
export async function proveRewrite(
  options: ProveRewriteOptions,
): Promise<RewriteProof> {
  const { contract, findings } = options;
  const files = await readChangedFiles(options);
  if (!files.length) {
    return both('notApplicable', 'No file has changed.');
  }
  await loadSqlParser();
  const dialects = listDialects(contract);
  const moves = planMoves(contract);
  const limits = { ...DEFAULT_PROOF_LIMITS, ...options.limits };
  const schemas = datasetSchemas({
    contract,
    dialect: dialects[0],
    texts: files.flatMap(({ before, after }) => [before, after]),
    listedFields: new Set(
      findings
        .filter(({ kind }) => kind === 'judgement')
        .flatMap(({ field }) => field?.toLowerCase() ?? []),
    ),
  });
  if (typeof schemas === 'string') {
    return both('notProved', schemas);
  }
  const engine = ProofEngine.create(limits);
  try {
    await settleTypes(schemas, engine);
    let queries = 0;
    const proofs = await proveFiles(files, dialects, options.signal, {
      moves,
      schemas,
      limits,
      engine,
      mayLook: () => {
        queries += 1;
        return queries <= limits.queries;
      },
      seed: options.seed ?? SEED,
    });
    return summarize(proofs, checkGraphClosed(options, moves));
  } finally {
    await engine.close();
  }
}

/** Models before those that read them, so that what they give is known. */
async function proveFiles(
  files: ChangedText[],
  dialects: SqlDialect[],
  signal: AbortSignal | undefined,
  shared: Omit<ProofContext, 'dialect' | 'describeRelation'>,
): Promise<FileProof[]> {
  const models = new ModelOutputs(files.map(({ path }) => path));
  const context: ProofContext = {
    ...shared,
    dialect: dialects[0],
    describeRelation: call => models.outputsOf(call),
  };
  const proofs: FileProof[] = [];
  for (const file of models.inOrder(files)) {
    signal?.throwIfAborted();
    const proof = await proveInDialects(file, dialects, context);
    models.add(file.path, proof.outputs);
    proofs.push(proof);
  }
  return proofs;
}

/** In the dialect that the rewriter takes for the file: the likeliest one in which it parses. */
async function proveInDialects(
  file: ChangedText,
  dialects: SqlDialect[],
  context: ProofContext,
): Promise<FileProof> {
  const proofIn = (dialect: SqlDialect) =>
    proveWithoutFault(file, {
      ...context,
      dialect,
      moves: translateMoves(context.moves, dialect),
    });
  const [likeliest, ...others] = orderDialects(
    file.before,
    dialects,
    context.moves,
  );
  const first = await proofIn(likeliest);
  let proof = first;
  for (const dialect of others) {
    if (parses(proof)) {
      break;
    }
    proof = await proofIn(dialect);
  }
  return parses(proof) ? proof : first;
}

/** A fault of ours, or of the parser, costs the proof of that file and not of the others. */
async function proveWithoutFault(
  file: ChangedText,
  context: ProofContext,
): Promise<FileProof> {
  try {
    return await proveFile(file, context);
  } catch (error) {
    const { path } = file;
    const detail = describeFailure(error);
    const proof = { file: path, line: 1, status: 'notProved' as const, detail };
    return { path, binds: [proof], sameResults: [proof] };
  }
}

function parses({ binds }: FileProof): boolean {
  return !binds.some(({ detail }) => detail.startsWith('It does not parse'));
}

function both(
  status: 'notApplicable' | 'notProved',
  detail: string,
): RewriteProof {
  const rung = { status, detail, queries: [] };
  return { binds: rung, sameResults: rung };
}
