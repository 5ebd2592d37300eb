import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import { planMoves, type PlannedMove } from './contract/planMoves';
import {
  findDbtProjects,
  type DbtProjects,
  type KeptSource,
  type TextFile,
} from './dbt/DbtProjects';
import { createMentionFinder, type MentionFinder } from './files/findMentions';
import { planCarried } from './propagate/planCarried';
import { noPropagation, type Propagation } from './propagate/Propagation';
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
  /** Models whose outputs have new names, as moves that a file has to follow. */
  carriedInto(path: string): PlannedMove[];
  /** Whether the outputs of queries of a file take the new names of their columns. */
  flowsIn(path: string): boolean;
}

/** A contract, and what is known of the checkout. */
export interface CreateAnalysisContextOptions {
  contract: MappingContract;
  projectFiles: TextFile[];
  /** Old sources that must stay declared. */
  keptSources?: KeptSource[];
  /** Folders and files of the checkout that are not among those to be looked at. */
  excludedPaths?: string[];
  /** What queries of the checkout give under new names. */
  propagation?: Propagation;
}

/** Prepares the analysis by a contract, of a checkout with these files that say how its projects are made. */
export function createAnalysisContext({
  contract,
  projectFiles,
  keptSources = [],
  excludedPaths = [],
  propagation = noPropagation,
}: CreateAnalysisContextOptions): AnalysisContext {
  const moves = planMoves(contract);
  const projects = findDbtProjects(projectFiles, {
    kept: keptSources,
    moves,
    excludedPaths,
  });
  const kept = new Set(propagation.kept.map(({ path }) => path));
  const carried = propagation.carried.map(model => ({
    model,
    move: planCarried(model),
  }));
  return {
    moves,
    mentions: createMentionFinder(moves),
    dialects: listDialects(contract),
    guide: contract.spec.guide,
    projects,
    projectFiles,
    carriedInto: path =>
      carried
        .filter(
          ({ model }) =>
            model.path !== path &&
            model.root === projects.projectOf(path)?.root,
        )
        .map(({ move }) => move),
    flowsIn: path => contract.spec.outputs === 'propagate' && !kept.has(path),
  };
}
