import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import type { PlannedMove } from '../contract/planMoves';
import type { DbtProjects } from './DbtProjects';

/** A file that goes with the model that it defines. */
export interface MovedFile {
  path: string;
  newPath: string;
  /** The model's name before. */
  model: string;
  /** Path in the contract. */
  cause: string;
}

/** What becomes of the files that define old models. */
export interface ModelFilePlan {
  moved: MovedFile[];
  /** Models that cannot follow their new name. */
  definitions: Finding[];
  notes: string[];
}

/** Moves the files of renamed models, and says of the others why they stay. */
export function planModelFiles({ all }: DbtProjects): ModelFilePlan {
  const plan: ModelFilePlan = { moved: [], definitions: [], notes: [] };
  for (const { name, move, fate } of all.flatMap(({ models }) =>
    models.list(),
  )) {
    const { path } = fate;
    if (fate.kind === 'renamed') {
      const { files, to } = fate;
      const cause = `${move.path}.to.names`;
      plan.moved.push(...files.map(file => ({ ...file, model: name, cause })));
      plan.notes.push(...describeTable(files[0].newPath, to, move));
    } else if (fate.kind === 'kept') {
      plan.notes.push(fate.message);
    } else if (fate.kind === 'left') {
      plan.definitions.push({
        kind: 'unproved',
        file: path,
        line: 1,
        column: 1,
        message: fate.message,
      });
    }
  }
  return plan;
}

/** Where a model's table lies is said by its alias and by configuration of the run. */
function describeTable(
  path: string,
  model: string,
  { tables }: PlannedMove,
): string[] {
  const table = tables.find(
    ({ from, to }) =>
      to.at(-1)?.toLowerCase() !== model.toLowerCase() ||
      from.slice(0, -1).join('.') !== to.slice(0, -1).join('.'),
  );
  return table
    ? [
        `${path} defines ${model} now, whose table is to be ${table.to.join(
          '.',
        )}. See that its database, schema and alias say so.`,
      ]
    : [];
}
