import { checkField } from './checkFields';
import {
  checkColumnSpelling,
  checkEntityRefs,
  checkRepeatedFields,
  checkRows,
  checkSchemas,
  checkUnmappedColumns,
  type MoveContext,
} from './checkMoves';
import {
  checkNameClashes,
  checkNamePairs,
  checkNameSpelling,
  checkNamePatterns,
  checkNameStars,
} from './checkNames';
import type { ContractProblem, MappingContract } from './MappingContract';

/**
 * All that is wrong with a contract whose shape is right; nothing when it may be used.
 * @public
 */
export function checkContract(contract: MappingContract): ContractProblem[] {
  return checkMoves(
    contract.spec.datasets.map((move, index) => ({
      path: `spec.datasets[${index}]`,
      move,
    })),
  );
}

/** As `checkContract`, for those moves of a document whose shape is right. */
export function checkMoves(moves: readonly MoveContext[]): ContractProblem[] {
  return [
    ...moves.flatMap(context =>
      [
        checkEntityRefs,
        checkNameSpelling,
        checkNameStars,
        checkNamePairs,
        checkNamePatterns,
        checkSchemas,
        checkColumnSpelling,
        checkUnmappedColumns,
        checkMoveFields,
        checkRepeatedFields,
        checkRows,
      ].flatMap(check => check(context)),
    ),
    ...checkNameClashes(moves),
  ];
}

function checkMoveFields({ path, move }: MoveContext): ContractProblem[] {
  return move.fields.flatMap((field, index) =>
    checkField({ path: `${path}.fields[${index}]`, field, move }),
  );
}
