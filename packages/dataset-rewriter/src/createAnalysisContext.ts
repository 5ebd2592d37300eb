import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import { planMoves, type PlannedMove } from './contract/planMoves';
import {
  findDbtProjects,
  type DbtProjects,
  type TextFile,
} from './dbt/DbtProjects';
import { createMentionFinder, type MentionFinder } from './files/findMentions';
import { chooseDialect, type SqlDialect } from './sql/parse/dialects';

/** What is known before any file is analysed, the same for all. */
export interface AnalysisContext {
  moves: PlannedMove[];
  mentions: MentionFinder;
  dialect: SqlDialect;
  guide?: string;
  projects: DbtProjects;
}

/** Prepares the analysis by a contract, of a checkout with these files that say how its projects are made. */
export function createAnalysisContext(
  contract: MappingContract,
  projectFiles: TextFile[],
): AnalysisContext {
  const moves = planMoves(contract);
  return {
    moves,
    mentions: createMentionFinder(moves),
    dialect: chooseDialect(contract),
    guide: contract.spec.guide,
    projects: findDbtProjects(projectFiles),
  };
}

/** Whether the context depends on a file, although the file itself may not concern the contract. */
export function isProjectFile(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}
