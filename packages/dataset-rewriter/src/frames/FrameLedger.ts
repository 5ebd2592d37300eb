import type { Span } from '../edits/Edit';
import type { Draft } from '../findings/Draft';
import { describeDecision } from '../findings/describeDecision';
import {
  addAnalysis,
  emptyAnalysis,
  type FileAnalysis,
} from '../files/FileAnalysis';
import type { ColumnRead } from '../grammars/Grammar';
import type { Edit } from '../types';
import {
  findColumns,
  keepsColumns,
  mayMeanAdded,
  type Frame,
  type FrameRead,
} from './Frame';
import type { FrameObstacle, FrameUse, FrameWriter } from './FrameUse';
import {
  describeDropped,
  describeJudgement,
  describeLeft,
  describeObstacle,
  describeProblem,
  type BoundUse,
} from './describeFrame';
import { groupReads } from './groupReads';

/** A text that reads a dataset by the same name, such as SQL that a constant is put into. */
interface Companion {
  reads: ReadonlySet<FrameRead>;
  analysis: FileAnalysis;
}

/**
 * What a program does with the datasets that it reads. A frame moves as a whole: its read and all of its uses are
 * edited, or none of them.
 */
export class FrameLedger {
  readonly #writer: FrameWriter;
  readonly #guide: string | undefined;
  readonly #reads = new Map<string, FrameRead>();
  readonly #uses = new Map<string, BoundUse>();
  readonly #settledColumns = new Map<number, ColumnRead>();
  /** Places that name a column of a frame in which it does not change. */
  readonly #otherUses = new Set<number>();
  readonly #understood: (Span & { reads: ReadonlySet<FrameRead> })[] = [];
  readonly #adaptedWhole = new Set<FrameRead>();
  readonly #adaptations: FrameObstacle[] = [];
  readonly #problems: FrameObstacle[] = [];
  readonly #companions: Companion[] = [];

  static create(writer: FrameWriter, guide: string | undefined): FrameLedger {
    return new FrameLedger(writer, guide);
  }

  private constructor(writer: FrameWriter, guide: string | undefined) {
    this.#writer = writer;
    this.#guide = guide;
  }

  /** Notes a read; the same object for the same place, however often the place is looked at. */
  read(read: FrameRead): FrameRead {
    const key = `${read.start}`;
    const known = this.#reads.get(key) ?? read;
    this.#reads.set(key, known);
    return known;
  }

  /** Notes that a place names a column, if it may be one that changes. */
  use(use: FrameUse) {
    const columns = findColumns(use.frame, use.name);
    if (mayMeanAdded(use.frame, use.name)) {
      this.leave(
        use.frame.reads,
        use.start,
        `${use.name} is also a column of the replacement, so that this name would mean two columns.`,
      );
    }
    if (!columns.length) {
      this.#otherUses.add(use.start);
    }
    for (const { read, field } of columns) {
      const key = `${use.start} ${read.start}`;
      const known = this.#uses.get(key);
      if (!known || known.use.rename || known.use.substitute) {
        this.#uses.set(key, { use, read, field });
      }
    }
    if (columns.length && (use.frame.mixed || columns.length > 1)) {
      this.adapt(
        new Set(columns.map(({ read }) => read)),
        use.start,
        `${use.name} may be a column of another table here`,
      );
    }
    this.#noteNewColumn(use);
  }

  /** Notes that the columns which are used have to be called as before from where the dataset is read. */
  adapt(reads: ReadonlySet<FrameRead>, start: number, message: string) {
    const changing = changingReads(reads);
    if (changing.size) {
      this.#adaptations.push({ reads: changing, start, message });
    }
  }

  /** Notes that any column may be used at a place, so that all of them have to be called as before. */
  adaptAll({ reads }: Frame, start: number, message: string) {
    this.adapt(reads, start, message);
    for (const read of changingReads(reads)) {
      const fields = [...read.move.fields.values()];
      const lost = fields.find(
        ({ action }) => action === 'judgement' || action === 'left',
      );
      if (lost) {
        this.leave(
          new Set([read]),
          start,
          `${message}, and ${lost.name} has no simple replacement.`,
        );
      }
      this.#adaptedWhole.add(read);
    }
  }

  /** Notes why a frame cannot be migrated. */
  leave(reads: ReadonlySet<FrameRead>, start: number, message: string) {
    const changing = changingReads(reads);
    if (changing.size) {
      this.#problems.push({ reads: changing, start, message });
    }
  }

  /** Notes why a dataset may not be replaced at all, whatever its columns. */
  refuse(reads: ReadonlySet<FrameRead>, start: number, message: string) {
    this.#problems.push({ reads, start, message });
  }

  /** Notes that a frame goes where its columns are not followed. */
  escape(frame: Frame, start: number, message: string) {
    if (frame.projected) {
      this.adapt(frame.reads, start, message);
    } else {
      this.leave(frame.reads, start, `${message}.`);
    }
  }

  /** Notes that what a part of the text says of a frame is known as a whole. */
  understand({ reads }: Frame, { start, end }: Span) {
    if (reads.size) {
      this.#understood.push({ reads, start, end });
    }
  }

  /** Notes a text that moves only together with the names that it reads. */
  accompany(reads: FrameRead[], analysis: FileAnalysis) {
    const noted = new Set(reads.map(read => this.read(read)));
    this.#companions.push({ reads: noted, analysis });
  }

  /** Columns that frames read, of the old and of the new datasets. */
  listColumns(): ColumnRead[] {
    const changed = [...this.#uses.values()].map(
      ({ use: { start, end, name }, read: { move, side } }): ColumnRead => ({
        start,
        end,
        name,
        move,
        side,
      }),
    );
    const columns = new Map([
      ...this.#settledColumns,
      ...changed.map((column): [number, ColumnRead] => [column.start, column]),
    ]);
    return [...columns.values()].sort((a, b) => a.start - b.start);
  }

  /** Decides on each frame. */
  decide(): FileAnalysis {
    const analysis = emptyAnalysis();
    const groups = groupReads(
      [...this.#reads.values()],
      [
        ...this.#adaptations.map(({ reads }) => reads),
        ...this.#problems.map(({ reads }) => reads),
        ...this.#companions.map(({ reads }) => reads),
      ],
    );
    groups.forEach(group => addAnalysis(analysis, this.#decideGroup(group)));
    return analysis;
  }

  #decideGroup(group: ReadonlySet<FrameRead>): FileAnalysis {
    const uses = [...this.#uses.values()].filter(({ read }) => group.has(read));
    const companions = this.#companions.filter(({ reads }) =>
      [...reads].some(read => group.has(read)),
    );
    const old = [...group].filter(({ side }) => side === 'old');
    const drafts = [
      ...old.flatMap(describeObstacle),
      ...this.#problems
        .filter(({ reads }) => [...reads].some(read => group.has(read)))
        .map(describeProblem),
      ...uses.flatMap(describeDropped),
      ...companions.flatMap(({ analysis }) =>
        analysis.drafts.filter(({ kind }) => kind !== 'judgement'),
      ),
    ];
    const written = drafts.length ? undefined : this.#write(group, uses);
    if (written && 'problem' in written) {
      drafts.push(written.problem);
    }
    const analysis: FileAnalysis = {
      ...emptyAnalysis(),
      references: old.map(({ start, end }) => ({ start, end })),
      known: [
        ...[...group].flatMap(({ start, end, holder }) => [
          { start, end },
          holder,
        ]),
        ...companions.flatMap(({ analysis: { known } }) => known),
      ],
      prose: companions.flatMap(({ analysis: { prose } }) => prose),
    };
    if (drafts.length) {
      return { ...analysis, drafts: describeLeft(drafts, old, uses) };
    }
    const edits = written && 'edits' in written ? written.edits : [];
    const understood = this.#understood.filter(({ reads }) =>
      [...reads].some(read => group.has(read)),
    );
    return {
      ...analysis,
      reasons: [
        ...understood.map(({ start, end }) => ({
          start,
          end,
          kind: 'unproved' as const,
          message:
            'The name is handed to a method of a frame, and what it does there is not known. Migrate it by hand.',
        })),
        ...companions.flatMap(companion => companion.analysis.reasons),
      ],
      edits: [
        ...edits,
        ...old.flatMap(read => read.edits),
        ...companions.flatMap(companion => companion.analysis.edits),
      ],
      drafts: [
        ...uses
          .filter(({ field }) => field.action === 'judgement')
          .map(describeJudgement),
        ...companions.flatMap(companion => companion.analysis.drafts),
      ],
    };
  }

  /** By new names at each use where all of them can be written, else by old names where the dataset is read. */
  #write(
    group: ReadonlySet<FrameRead>,
    uses: BoundUse[],
  ): { edits: Edit[] } | { problem: Draft } {
    const comments = uses
      .filter(({ field }) => field.action === 'judgement')
      .flatMap(({ use, field }) =>
        this.#writer.comment(
          use.start,
          describeDecision(field, this.#guide),
          field.path,
        ),
      );
    const changed = uses.filter(({ field }) => field.action !== 'judgement');
    const reason = this.#adaptations.find(({ reads }) =>
      [...reads].some(read => group.has(read)),
    );
    const spelled = changed.map(bound =>
      this.#otherUses.has(bound.use.start) ? undefined : spellUse(bound),
    );
    if (!reason && spelled.every(edits => edits !== undefined)) {
      return { edits: [...comments, ...spelled.flat()] };
    }
    const first = reason ?? {
      start: changed[spelled.indexOf(undefined)].use.start,
      message: 'The new column cannot be written at this place',
    };
    const adapted = [
      ...[...group].map(read => this.#adaptRead(read, changed)),
      ...changed.filter(({ use }) => use.isInRead).map(spellUse),
    ];
    return adapted.every(edits => edits !== undefined)
      ? { edits: [...comments, ...adapted.flat()] }
      : {
          problem: {
            kind: 'unproved',
            start: first.start,
            message: `${first.message}, and the columns cannot get their old names where the dataset is read. Migrate it by hand.`,
          },
        };
  }

  #adaptRead(read: FrameRead, uses: BoundUse[]): Edit[] | undefined {
    const { move } = read;
    const used = new Set(
      this.#adaptedWhole.has(read)
        ? move.fields.values()
        : uses.filter(use => use.read === read).map(({ field }) => field),
    );
    const clashes = [...used].some(({ name }) =>
      move.newColumns?.has(name.toLowerCase()),
    );
    if (clashes) {
      return undefined;
    }
    return used.size
      ? this.#writer.adapt(
          read,
          [...move.fields.values()]
            .filter(field => used.has(field))
            .map(({ name, to, expression, path }) => ({
              from: name,
              to,
              expression,
              cause: path,
            })),
        )
      : [];
  }

  /** A column of the replacement, under its own name. */
  #noteNewColumn({ frame, name, start, end }: FrameUse) {
    const key = name.toLowerCase();
    if (frame.mixed || frame.defined.has(key)) {
      return;
    }
    for (const { move, side } of frame.reads) {
      this.#settledColumns.set(start, { start, end, name, move, side });
    }
  }
}

/** Those of which somebody could see that they are another dataset. */
function changingReads(reads: ReadonlySet<FrameRead>): Set<FrameRead> {
  return new Set([...reads].filter(read => !keepsColumns(read)));
}

function spellUse({ use, field }: BoundUse): Edit[] | undefined {
  if (field.action === 'rename' && field.to !== undefined) {
    return use.rename?.(field.to, field.path);
  }
  return field.expression === undefined
    ? undefined
    : use.substitute?.(field.expression, field.path);
}
