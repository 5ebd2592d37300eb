import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import { planMoves, type PlannedMove } from './contract/planMoves';
import {
  findDbtProjects,
  type DbtProjects,
  type KeptSource,
  type TextFile,
} from './dbt/DbtProjects';
import { createMentionFinder, type MentionFinder } from './files/findMentions';
import { listDialects, type SqlDialect } from './sql/parse/dialects';

/** What is known before any file is analysed, the same for all. */
export interface AnalysisContext {
  moves: PlannedMove[];
  mentions: MentionFinder;
  /** The dialects of the contract, its first one first. */
  dialects: SqlDialect[];
  guide?: string;
  projects: DbtProjects;
  /** Files that say how the projects of the checkout are made, whether or not they concern the contract. */
  projectFiles: TextFile[];
}

/** Prepares the analysis by a contract, of a checkout with these files that say how its projects are made, and old sources that must stay declared. */
export function createAnalysisContext(
  contract: MappingContract,
  projectFiles: TextFile[],
  keptSources: KeptSource[] = [],
): AnalysisContext {
  const moves = planMoves(contract);
  return {
    moves,
    mentions: createMentionFinder(moves),
    dialects: listDialects(contract),
    guide: contract.spec.guide,
    projects: findDbtProjects(projectFiles, keptSources),
    projectFiles,
  };
}
