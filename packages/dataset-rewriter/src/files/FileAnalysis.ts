import type { PlannedMove } from '../contract/planMoves';
import type { DbtProjects, TextFile } from '../dbt/DbtProjects';
import type { Span } from '../edits/Edit';
import type { Draft } from '../findings/Draft';
import type { SqlDialect } from '../sql/parse/dialects';
import type { Edit } from '../types';
import type { RenamedColumn } from '../sql/resolve/listRenamed';
import type { MentionFinder } from './findMentions';

/** What a grammar needs to know about the file and the contract. */
export interface AnalyzeFileOptions {
  path: string;
  text: string;
  moves: PlannedMove[];
  /** The likeliest dialect; expressions of `moves` are in it. */
  dialect: SqlDialect;
  /** The other dialects of the contract, to be tried where a text does not parse. */
  otherDialects?: SqlDialect[];
  guide?: string;
  /** Whether outputs of queries take the new names of the columns that they give. */
  flows?: boolean;
  mentions: MentionFinder;
  projects: DbtProjects;
  /** Files that say how the projects of the checkout are made. */
  projectFiles: TextFile[];
}

/** What one grammar found in a file; offsets are those of the text. */
export interface FileAnalysis {
  edits: Edit[];
  drafts: Draft[];
  /** Names whose meaning is known: edited, left with a finding, or new already. */
  known: Span[];
  /** Old names that a query or a call reads, whatever became of them. */
  references: Span[];
  /** Comments and prose, where a name reads nothing. */
  prose: Span[];
  /** Outputs of queries that have a new name now. */
  outputs?: RenamedColumn[];
  /** Why any other mention in a part of the file was left. */
  reasons: (Span & Pick<Draft, 'kind' | 'message'>)[];
}

/** An analysis that found nothing yet. */
export function emptyAnalysis(): FileAnalysis {
  return {
    edits: [],
    drafts: [],
    known: [],
    references: [],
    prose: [],
    reasons: [],
  };
}

/** Adds what was found in a part of a file to what was found before. */
export function addAnalysis(analysis: FileAnalysis, part: FileAnalysis) {
  addAll(analysis.edits, part.edits);
  addAll(analysis.drafts, part.drafts);
  addAll(analysis.known, part.known);
  addAll(analysis.references, part.references);
  addAll(analysis.prose, part.prose);
  addAll(analysis.reasons, part.reasons);
}

/** One by one, since a call takes only so many arguments. */
function addAll<T>(list: T[], more: T[]) {
  more.forEach(each => list.push(each));
}
