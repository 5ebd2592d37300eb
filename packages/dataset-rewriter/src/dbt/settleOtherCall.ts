import { overlaps, type Span } from '../edits/Edit';
import type { FileAnalysis } from '../files/FileAnalysis';
import type { MentionFinder } from '../files/findMentions';
import type { DbtProject } from './DbtProjects';
import type { RelationCall } from './findRelationCalls';
import type { JinjaRegion } from './maskJinja';
import { renameRelation } from './renameRelation';

interface SettleOtherCallOptions {
  call: RelationCall;
  region: JinjaRegion;
  comments: Span[];
  text: string;
  mentions: MentionFinder;
  project?: DbtProject;
}

/** A call outside of a query: in a comment dbt evaluates it all the same; in a macro it matters what that reads. */
export function settleOtherCall(
  options: SettleOtherCallOptions,
): Pick<FileAnalysis, 'edits' | 'drafts'> {
  const { call, comments } = options;
  const inComment =
    call.standsAlone && comments.some(comment => overlaps(comment, call));
  const problem =
    call.problem ?? call.move?.obstacle ?? findRowProblem(options);
  const reason =
    inComment || keepsAll(options) ? undefined : findReason(options);
  const message = problem ?? reason;
  return message === undefined
    ? { edits: renameRelation(call), drafts: [] }
    : {
        edits: [],
        drafts: [{ kind: 'unproved', start: call.start, message }],
      };
}

/** Whoever reads the relation reads the same of it; only a column that is qualified with its old name would be lost. */
function keepsAll({ call, text }: SettleOtherCallOptions): boolean {
  const { move, name, newName } = call;
  const qualifies =
    newName !== name &&
    new RegExp(`(?<![\\w.'"])${escape(name)}[\`"]?\\s*\\.`, 'i').test(text);
  return move?.sameColumns === true && !qualifies;
}

/** A macro that makes rows of columns gives other rows when there are others. */
function findRowProblem({
  call: { move },
  region,
}: SettleOtherCallOptions): string | undefined {
  const isKnown = move?.oldColumns && move.newColumns;
  const name = /^(?:\w+\.)*unpivot(?=\s*\()/.exec(region.body)?.[0];
  return name === undefined || isKnown
    ? undefined
    : `${name} makes rows of all columns, and the contract does not say which there are. Add both schemas, then run again.`;
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function findReason({
  call,
  region,
  mentions,
  project,
}: SettleOtherCallOptions): string | undefined {
  const macro = project?.macros.findCalled(region.body);
  if (!macro || region.kind !== 'expression') {
    return 'The relation is handed to a macro or a variable, and what is read of it is not known. Migrate it by hand.';
  }
  const position = argumentPosition(region, call);
  const isHarmless =
    position !== undefined &&
    project?.macros.readsNothingThatChanges(macro, position, mentions);
  return isHarmless
    ? undefined
    : `The relation is handed to the macro ${macro.name} (${macro.path}:${macro.line}), which may read columns that change. Migrate the call and the macro by hand.`;
}

/** Which argument of the macro the call is, when the arguments before it are simple. */
function argumentPosition(
  region: JinjaRegion,
  call: RelationCall,
): number | undefined {
  const opened = region.body.indexOf('(') + 1;
  const callText = /(?:ref|source)\s*\([^()]*\)/g;
  const calls = [...region.body.matchAll(callText)];
  const before = region.body.slice(opened, calls[0]?.index);
  const isOnly = calls.length === 1 && /^[\w\s,'"]*$/.test(before);
  return isOnly && call.end < region.end
    ? before.split(',').length - 1
    : undefined;
}
