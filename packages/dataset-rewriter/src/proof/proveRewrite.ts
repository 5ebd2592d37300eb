import { planMoves } from '../contract/planMoves';
import { chooseDialect } from '../sql/parse/dialects';
import { loadSqlParser } from '../sql/parse/parseScript';
import { checkGraphClosed } from './dbt/checkGraphClosed';
import { ModelOutputs } from './dbt/ModelOutputs';
import { proveFile, type FileProof } from './proveFile';
import { readChangedFiles } from './readChangedFiles';
import type { ProofContext } from './QueryPair';
import { datasetSchemas } from './schemas/datasetSchemas';
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
  const dialect = chooseDialect(contract);
  const moves = planMoves(contract);
  const schemas = datasetSchemas({
    contract,
    dialect,
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
  const models = new ModelOutputs(files.map(({ path }) => path));
  const limits = { ...DEFAULT_PROOF_LIMITS, ...options.limits };
  let queries = 0;
  const context: ProofContext = {
    moves,
    dialect,
    schemas,
    limits,
    mayLook: () => {
      queries += 1;
      return queries <= limits.queries;
    },
    seed: options.seed ?? SEED,
    describeRelation: call => models.outputsOf(call),
  };
  const proofs: FileProof[] = [];
  for (const file of models.inOrder(files)) {
    options.signal?.throwIfAborted();
    const proof = await proveFile(file, context);
    models.add(file.path, proof.outputs);
    proofs.push(proof);
  }
  return summarize(proofs, checkGraphClosed(options, moves));
}

function both(
  status: 'notApplicable' | 'notProved',
  detail: string,
): RewriteProof {
  const rung = { status, detail, queries: [] };
  return { binds: rung, sameResults: rung };
}
