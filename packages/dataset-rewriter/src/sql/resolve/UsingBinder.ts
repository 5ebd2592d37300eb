import type { PlannedMove } from '../../contract/planMoves';
import type { SqlNode } from '../parse/parseScript';
import { asIdentifier, asList } from '../parse/readTree';
import type { MergedColumn } from '../scope/MergedColumn';
import { findPassage, type Passage } from '../scope/Relation';
import { hasColumn, type Scope, type Source } from '../scope/Scope';
import { changesMadeUpRows } from './changesMadeUpRows';
import type { Resolution } from './Resolution';
import type { JoinSide, NamePart, UsingUse } from './uses';

interface UsedColumn {
  part: NamePart;
  key: string;
  left?: Source;
  right: Source;
  leftPassage?: Passage;
  rightPassage?: Passage;
}

const ONE_SIDED = /^(?:inner|left|right|leftsemi|leftanti|semi|anti)?$/i;

/**
 * Binds the columns of USING. Where both sides get one new name, that is written in its place; where they differ now, ON
 * takes the place of USING, and the columns that it made one of are read from the side that they came from.
 */
export class UsingBinder {
  readonly #resolution: Resolution;

  static create(resolution: Resolution): UsingBinder {
    return new UsingBinder(resolution);
  }

  private constructor(resolution: Resolution) {
    this.#resolution = resolution;
  }

  /** Binds USING of a join, whose own source is the one at an index of the scope. */
  bindUsing(join: SqlNode, index: number, scope: Scope) {
    const right = scope.sources[index];
    const used = asList(join.using).flatMap((entry): UsedColumn[] => {
      const name = asIdentifier(entry);
      const part = name && this.#resolution.part(name);
      this.#resolution.decide(name);
      return part ? [this.#readColumn(part, index, scope)] : [];
    });
    const isApart = (key: string) =>
      (scope.merged.get(key)?.kind ?? 'kept') !== 'kept';
    const changed = used.filter(
      ({ key, leftPassage, rightPassage }) =>
        leftPassage ?? rightPassage ?? isApart(key),
    );
    const isSame = changed.every(
      ({ key, leftPassage, rightPassage }) =>
        leftPassage &&
        rightPassage &&
        renamedTo(leftPassage, key) !== undefined &&
        renamedTo(leftPassage, key) === renamedTo(rightPassage, key),
    );
    if (isSame) {
      used.forEach(column => this.#keep(column, join, scope));
      return;
    }
    const problem =
      used.length < asList(join.using).length
        ? 'is not understood'
        : this.#findProblem(used, join, scope);
    if (problem === undefined && right) {
      this.#writeOn(used, join, scope);
      return;
    }
    const [{ part }] = changed;
    this.#resolution.leave(
      part.start,
      `USING(${part.name}) needs the name ${part.name} on both sides, and the dataset's column is called otherwise now; this join ${problem}. Write ON.`,
      part.name,
    );
  }

  #readColumn(part: NamePart, index: number, scope: Scope): UsedColumn {
    const key = this.#resolution.key(part.name);
    const right = scope.sources[index];
    const left = findLeft(key, index, scope);
    return {
      part,
      key,
      left,
      right,
      leftPassage: left && findPassage(left, key),
      rightPassage: right && findPassage(right, key),
    };
  }

  /** One name on both sides, as before or as both are called now. */
  #keep(
    { part, key, left, right, leftPassage, rightPassage }: UsedColumn,
    join: SqlNode,
    scope: Scope,
  ) {
    const isRight = /^right/i.test(kindOf(join));
    const passage = isRight ? rightPassage : leftPassage;
    scope.merged.set(key, {
      kind: 'kept',
      owner: isRight ? right : left,
      passage,
    });
    const field = passage && fieldOf(passage, key);
    if (passage && field) {
      const { move } = passage.dataset;
      this.#resolution.columns.push({ move, field, name: part, alone: true });
    }
  }

  #findProblem(
    used: UsedColumn[],
    join: SqlNode,
    scope: Scope,
  ): string | undefined {
    const kind = kindOf(join);
    if (!ONE_SIDED.test(kind) && !/^full$/i.test(kind)) {
      return 'is of a kind that takes no ON';
    }
    if (Number(join.nesting_group ?? 0) > 0) {
      return 'is nested in another one';
    }
    for (const { key, left, right, leftPassage, rightPassage } of used) {
      if (!left) {
        return 'may take the column from several tables';
      }
      if (left.qualifier === undefined || right.qualifier === undefined) {
        return 'has a side without a name';
      }
      if (scope.merged.get(key)?.kind === 'either') {
        return 'joins what a full join has made one of';
      }
      for (const passage of [leftPassage, rightPassage]) {
        const field = passage && fieldOf(passage, key);
        const isWritable =
          !field ||
          (field.action === 'rename' && field.to !== undefined) ||
          (field.action === 'substitute' && field.expression !== undefined);
        if (!isWritable) {
          return 'compares a column that has no replacement';
        }
        if (
          passage &&
          field &&
          changesMadeUpRows(passage, field, this.#resolution.options.dialect)
        ) {
          return 'makes up rows in which the old column is NULL, and its expression may not be';
        }
      }
    }
    return undefined;
  }

  #writeOn(used: UsedColumn[], join: SqlNode, scope: Scope) {
    const { tokens } = this.#resolution.options.statement;
    const first = tokens.findIndex(({ start }) => start === used[0].part.start);
    const last = tokens.findIndex(
      ({ start }) => start === used[used.length - 1].part.start,
    );
    const keyword = tokens
      .slice(0, first)
      .findLastIndex(({ type }) => type !== 'L_PAREN');
    const isClosed = tokens[last + 1]?.type === 'R_PAREN';
    const [move] = used.flatMap(({ key, leftPassage, rightPassage }) => {
      const merged = scope.merged.get(key);
      return (
        (leftPassage ?? rightPassage)?.dataset.move ??
        (merged && 'move' in merged ? merged.move : [])
      );
    });
    const columns = used.map(one => ({
      left: sideOf(one, one.left, one.leftPassage),
      right: sideOf(one, one.right, one.rightPassage),
    }));
    const use: UsingUse = {
      move,
      start: tokens[keyword].start,
      end: tokens[isClosed ? last + 1 : last].end,
      isLower: tokens[keyword].text === tokens[keyword].text.toLowerCase(),
      columns,
    };
    this.#resolution.joins.push(use);
    scope.hasWrittenOn = true;
    used.forEach((one, index) => {
      const merged = mergeColumn(one, join, use.move, columns[index]);
      if (merged) {
        scope.merged.set(one.key, merged);
      }
    });
  }
}

/** The source on the left that has the column: USING is only valid with one. */
function findLeft(
  key: string,
  index: number,
  { sources, merged }: Scope,
): Source | undefined {
  const before = merged.get(key);
  if (before) {
    return before.kind === 'either' ? undefined : before.owner;
  }
  const lefts = sources.slice(0, index);
  const sure = lefts.filter(source => hasColumn(source, key) === 'yes');
  const perhaps = lefts.filter(source => hasColumn(source, key) === 'unknown');
  if (sure.length === 1) {
    return sure[0];
  }
  return sure.length === 0 && perhaps.length === 1 ? perhaps[0] : undefined;
}

function mergeColumn(
  used: UsedColumn,
  join: SqlNode,
  move: PlannedMove,
  { left, right }: UsingUse['columns'][number],
): MergedColumn | undefined {
  const isRight = /^right/i.test(kindOf(join));
  if (/^full$/i.test(kindOf(join))) {
    return { kind: 'either', move, sides: [left, right] };
  }
  const owner = isRight ? used.right : used.left;
  const passage = isRight ? used.rightPassage : used.leftPassage;
  const other = isRight ? used.leftPassage : used.rightPassage;
  const isChanged = (passage ?? other) !== undefined;
  return owner && { kind: 'side', move, owner, passage, isChanged };
}

function sideOf(
  { part, key }: UsedColumn,
  source: Source | undefined,
  passage: Passage | undefined,
): JoinSide {
  return {
    qualifier: source?.qualifier ?? '',
    name: part,
    field: passage && fieldOf(passage, key),
  };
}

function fieldOf({ dataset: { move } }: Passage, key: string) {
  return move.fields.get(key.toLowerCase());
}

function renamedTo(passage: Passage, key: string): string | undefined {
  const field = fieldOf(passage, key);
  return field?.action === 'rename' ? field.to?.toLowerCase() : undefined;
}

function kindOf({ kind }: SqlNode): string {
  return typeof kind === 'string' ? kind : '';
}
