import { isMap, type Document, type Scalar, type YAMLMap } from 'yaml';
import type {
  PlannedField,
  PlannedMove,
  Relation,
} from '../contract/planMoves';
import {
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { commentAbove } from '../findings/commentAbove';
import { describeDecision } from '../findings/describeDecision';
import {
  listScalars,
  mapsAt,
  scalarAt,
  spanOf,
  textOf,
} from '../yaml/parseYaml';
import type { DbtProject } from './DbtProjects';
import { readCalls } from './findRelationCalls';
import { renameRelation } from './renameRelation';

const COLUMN_KEYS = new Set([
  'loaded_at_field',
  'column_name',
  'combination_of_columns',
]);

class DbtYamlRewriter {
  readonly analysis = emptyAnalysis();
  readonly #options: AnalyzeFileOptions;
  readonly #project?: DbtProject;

  static create(options: AnalyzeFileOptions): DbtYamlRewriter {
    return new DbtYamlRewriter(options);
  }

  private constructor(options: AnalyzeFileOptions) {
    this.#options = options;
    this.#project = options.projects.projectOf(options.path);
  }

  rewriteSources(root: YAMLMap) {
    for (const block of mapsAt(root, 'sources')) {
      for (const table of mapsAt(block, 'tables')) {
        this.#rewriteSource(block, table);
      }
    }
  }

  #rewriteSource(block: YAMLMap, table: YAMLMap) {
    const source = scalarAt(block, 'name');
    const name = scalarAt(table, 'name');
    for (const move of this.#options.moves) {
      for (const pair of move.relations) {
        const { from, to } = pair;
        if (from.kind !== 'source') {
          continue;
        }
        if (isNamed(to, source, name)) {
          this.#replaceColumns(table, move, 'new');
        }
        if (!isNamed(from, source, name)) {
          continue;
        }
        const fate = this.#project?.fateOf(pair, move);
        const left = fate?.kind === 'left' ? fate.message : move.obstacle;
        this.#refer(name);
        if (left !== undefined || to.kind !== 'source') {
          this.#leave(
            name,
            left ?? 'The source becomes a model. Migrate it by hand.',
          );
          continue;
        }
        const cause = `${move.path}.to.names`;
        this.#replace(source, to.source, cause);
        this.#replace(name, to.table, cause);
        this.#replaceLocation(block, table, move);
        this.#replaceColumns(table, move, 'old');
      }
    }
  }

  /** `schema`, `database` and `identifier`, where they spell the old name. */
  #replaceLocation(block: YAMLMap, table: YAMLMap, move: PlannedMove) {
    const places: [YAMLMap, string, number][] = [
      [block, 'schema', 2],
      [block, 'database', 3],
      [table, 'identifier', 1],
    ];
    for (const [map, key, fromEnd] of places) {
      const scalar = scalarAt(map, key);
      const pair = move.tables.find(
        ({ from }) => from.at(-fromEnd) === textOf(scalar),
      );
      const to = pair?.to.at(-fromEnd);
      if (to !== undefined) {
        this.#replace(scalar, to, `${move.path}.to.names`);
      }
    }
  }

  #replaceColumns(table: YAMLMap, move: PlannedMove, side: 'old' | 'new') {
    for (const { scalar, path, isKey } of listScalars(table)) {
      const value = textOf(scalar);
      if (side === 'new' && !isForgotten(move, value)) {
        continue;
      }
      const key = path.filter(part => part !== '-').at(-1) ?? '';
      const field = move.fields.get(value?.toLowerCase() ?? '');
      const isColumn = path.join('.') === 'columns.-.name' && !isKey;
      if (field && !isKey && (isColumn || COLUMN_KEYS.has(key))) {
        this.#replaceColumn(scalar, field);
      } else if (value !== undefined && key !== 'description' && !isKey) {
        const [named] = this.#options.mentions.findColumns(value);
        if (
          named &&
          !readCalls(value, whole(value), this.#options.moves).length
        ) {
          this.#leave(
            scalar,
            `${named.name} is called otherwise in the new dataset. Change it by hand.`,
            named.name,
          );
        }
      }
    }
  }

  #replaceColumn(scalar: Scalar, field: PlannedField) {
    const { text, guide } = this.#options;
    const offset = scalar.range?.[0] ?? 0;
    if (field.action === 'judgement') {
      this.analysis.edits.push(
        ...commentAbove({
          text,
          offset,
          sign: '#',
          message: describeDecision(field, guide),
          cause: field.path,
          barriers: [],
        }),
      );
      this.analysis.drafts.push({
        kind: 'judgement',
        start: offset,
        field: field.name,
        message: field.note ?? `Decide what becomes of ${field.name}.`,
      });
    } else if (field.action === 'rename' && field.to !== undefined) {
      this.#replace(scalar, field.to, field.path);
    } else {
      this.#leave(
        scalar,
        `${field.name} has no single column that stands for it. Change the declaration by hand.`,
        field.name,
      );
    }
  }

  /** `ref(…)` and `source(…)` in relationship tests and exposures. */
  rewriteCalls(root: YAMLMap) {
    const { text, moves } = this.#options;
    for (const { scalar, path, parent, isKey } of listScalars(root)) {
      const span = spanOf(scalar, text) ?? rangeOf(scalar);
      const prose = path.at(-1) === 'description';
      const calls = isKey || !span || prose ? [] : readCalls(text, span, moves);
      for (const call of calls.filter(({ target }) => target === 'old')) {
        this.analysis.known.push(call);
        this.analysis.references.push(call);
        const problem =
          call.problem ??
          this.#project?.problemOf(call) ??
          call.move?.obstacle ??
          this.#checkPlace(path, parent, call.move);
        if (problem !== undefined) {
          this.#leaveAt(call.start, problem);
          continue;
        }
        this.analysis.edits.push(...renameRelation(call));
        const field = call.move && fieldOf(parent, path, call.move);
        if (field) {
          this.#replaceColumn(field.scalar, field.field);
        }
      }
    }
  }

  #checkPlace(
    path: string[],
    parent: YAMLMap | undefined,
    move: PlannedMove | undefined,
  ): string | undefined {
    const keys = path.filter(key => key !== '-');
    if (keys.includes('exposures') && keys.at(-1) === 'depends_on') {
      return undefined;
    }
    const isTest = keys.includes('relationships') && keys.at(-1) === 'to';
    if (!isTest || !move) {
      return 'What is read of the relation here is not known. Migrate it by hand.';
    }
    const field = fieldOf(parent, path, move);
    return field && !['rename', 'judgement'].includes(field.field.action)
      ? `${field.field.name} has no single column that stands for it. Change the test by hand.`
      : undefined;
  }

  #replace(scalar: Scalar | undefined, to: string, cause: string) {
    const span = spanOf(scalar, this.#options.text);
    if (!scalar || textOf(scalar) === to) {
      return;
    }
    if (!span) {
      this.#leave(
        scalar,
        `Write ${to} here; the way it is written cannot be edited in place.`,
      );
      return;
    }
    this.analysis.known.push(span);
    this.analysis.edits.push({ ...span, text: to, cause });
  }

  #refer(scalar: Scalar | undefined) {
    const span = rangeOf(scalar);
    if (span) {
      this.analysis.known.push(span);
      this.analysis.references.push(span);
    }
  }

  #leave(scalar: Scalar | undefined, message: string, field?: string) {
    const span = rangeOf(scalar);
    if (span) {
      this.analysis.known.push(span);
      this.#leaveAt(span.start, message, field);
    }
  }

  #leaveAt(start: number, message: string, field?: string) {
    this.analysis.drafts.push({ kind: 'unproved', start, field, message });
  }
}

/** Renames the old dataset's source, and the tests and exposures that point to it. */
export function rewriteDbtYaml(
  document: Document,
  options: AnalyzeFileOptions,
): FileAnalysis {
  const rewriter = DbtYamlRewriter.create(options);
  if (isMap(document.contents)) {
    rewriter.rewriteSources(document.contents);
    rewriter.rewriteCalls(document.contents);
  }
  return rewriter.analysis;
}

function isNamed(
  relation: Relation,
  source: Scalar | undefined,
  table: Scalar | undefined,
): boolean {
  return (
    relation.kind === 'source' &&
    relation.source === textOf(source) &&
    relation.table === textOf(table)
  );
}

/** Whether a column is an old one that the new dataset does not have. */
function isForgotten({ newColumns }: PlannedMove, value = ''): boolean {
  return newColumns !== undefined && !newColumns.has(value.toLowerCase());
}

/** The column that a relationship test compares with. */
function fieldOf(
  parent: YAMLMap | undefined,
  path: string[],
  move: PlannedMove,
): { scalar: Scalar; field: PlannedField } | undefined {
  if (path.at(-1) !== 'to') {
    return undefined;
  }
  const scalar = scalarAt(parent, 'field');
  const field = move.fields.get(textOf(scalar)?.toLowerCase() ?? '');
  return scalar && field && { scalar, field };
}

function rangeOf(scalar: Scalar | undefined) {
  const range = scalar?.range;
  return range ? { start: range[0], end: range[1] } : undefined;
}

function whole(text: string) {
  return { start: 0, end: text.length };
}
