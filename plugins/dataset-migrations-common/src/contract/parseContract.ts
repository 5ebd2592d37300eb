import { checkContract, checkMoves } from './checkContract';
import {
  type ContractProblem,
  datasetMoveSchema,
  type MappingContract,
  mappingContractSchema,
} from './MappingContract';
import { readContractText } from './readContractText';
import { renderShapeProblems } from './renderShapeProblems';
import { withoutUnknownKeys } from './withoutUnknownKeys';

/** More than anybody mends in one go; a hostile text could cause a million. */
const MAX_PROBLEMS = 100;

/**
 * A contract that may be used, or all reasons why it may not.
 * @public
 */
export type ParseContractResult =
  | { contract: MappingContract; problems?: undefined }
  | { contract?: undefined; problems: ContractProblem[] };

/**
 * Reads a mapping contract from YAML or JSON text, and checks all that can be checked without looking at code.
 * @public
 */
export function parseContract(text: string): ParseContractResult {
  const read = readContractText(text);
  if (read.problems) {
    return { problems: limitProblems(read.problems) };
  }
  const shaped = mappingContractSchema.safeParse(read.value);
  const problems = shaped.success
    ? checkContract(shaped.data)
    : [
        ...renderShapeProblems(shaped.error, read.value),
        ...checkReadableMoves(withoutUnknownKeys(shaped.error, read.value)),
      ];
  if (shaped.success && problems.length === 0) {
    return { contract: shaped.data };
  }
  return { problems: limitProblems(problems) };
}

/** What is wrong with those moves of a misshapen document that are readable by themselves, so that nobody mends in rounds. */
function checkReadableMoves(document: unknown): ContractProblem[] {
  const datasets = (document as { spec?: { datasets?: unknown } } | null)?.spec
    ?.datasets;
  if (!Array.isArray(datasets)) {
    return [];
  }
  return checkMoves(
    datasets.flatMap((dataset, index) => {
      const move = datasetMoveSchema.safeParse(dataset);
      return move.success
        ? [{ path: `spec.datasets[${index}]`, move: move.data }]
        : [];
    }),
  );
}

function limitProblems(problems: ContractProblem[]): ContractProblem[] {
  if (problems.length <= MAX_PROBLEMS) {
    return problems;
  }
  const left = problems.length - MAX_PROBLEMS;
  return [
    ...problems.slice(0, MAX_PROBLEMS),
    { path: '', mend: `has ${left} more problems; mend these first` },
  ];
}
