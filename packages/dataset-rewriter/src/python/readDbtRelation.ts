import { readCalls, type RelationCall } from '../dbt/findRelationCalls';
import { renameRelation } from '../dbt/renameRelation';
import type { AnalyzeFileOptions } from '../files/FileAnalysis';
import type { FrameRead } from '../frames/Frame';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import type { ParsedPython } from './parsePython';

/** A read by a model of dbt in Python, and why it cannot move. */
export interface DbtRead {
  read: FrameRead;
  problem?: string;
}

const SPARK = /^(?:spark|databricks)$/;

/** Reads `dbt.ref("…")` and `dbt.source("…", "…")` in a project of dbt. */
export function readDbtRelation(
  node: SyntaxNode,
  python: ParsedPython,
  { moves, path, projects, dialect }: AnalyzeFileOptions,
): DbtRead | undefined {
  const callee = childOf(node, 'function');
  const name = childOf(callee, 'attribute');
  const object = childOf(callee, 'object');
  const project = projects.projectOf(path);
  const isDbt =
    project &&
    name &&
    object &&
    python.text.slice(object.start, object.end) === 'dbt';
  const [call] = isDbt
    ? readCalls(python.text, { start: name.start, end: node.end }, moves)
    : [];
  const { move } = call ?? {};
  if (!call || !move || (call.target !== 'old' && call.target !== 'new')) {
    return undefined;
  }
  const isSpark =
    SPARK.test(dialect.platform) ||
    [...python.imports.values()].some(module => module.startsWith('pyspark'));
  const isKnown = isSpark || move.sameColumns;
  return {
    read: {
      start: call.start,
      end: call.end,
      move,
      side: call.target,
      holder: spanOf(call),
      edits: renameRelation(call),
      adaptAt: node.end,
      library: 'spark',
    },
    problem:
      call.problem ??
      project?.problemOf(call) ??
      (isKnown
        ? undefined
        : 'Which library makes a frame of the model is up to the warehouse that dbt runs on'),
  };
}

function spanOf({ start, end }: RelationCall) {
  return { start, end };
}
