import type { PlannedMove } from '../../contract/planMoves';
import type { RelationCall } from '../../dbt/findRelationCalls';
import { columnKey, type SqlDialect } from '../parse/dialects';
import type { SqlNode, SqlStatement } from '../parse/parseScript';
import type { TreeIdentifier } from '../parse/readTree';
import type { Passage, ProvedColumns, Relation } from '../scope/Relation';
import type { Source } from '../scope/Scope';
import { OwnNames } from './OwnNames';
import type {
  ColumnUse,
  FilterUse,
  Issue,
  MergedUse,
  NamePart,
  QualifierUse,
  StarUse,
  TableUse,
  UsingUse,
} from './uses';

/** What identifiers of a masked text stand for. */
export interface MaskedNames {
  /** dbt relations, by the identifier that stands for them. */
  calls: Map<string, RelationCall>;
  isMasked(name: string): boolean;
}

/** What the names of a statement are bound against. */
export interface ResolutionOptions {
  statement: SqlStatement;
  /** What the statement is a part of, as it is written. */
  text: string;
  moves: PlannedMove[];
  dialect: SqlDialect;
  masked: MaskedNames;
  /** What the model that the file defines gives, for `{{ this }}`. */
  ownColumns?: Relation;
  /** Stars that become a list of the old columns. */
  expanded?: ReadonlySet<SqlNode>;
  /** Offsets of the datasets that get their old name as an alias, since it may be a column's name in front of others. */
  aliased?: ReadonlySet<number>;
  /** What was shown by an earlier look at the statement. */
  proved?: ProvedColumns;
  /** Whether outputs take the new names of the columns that they give. */
  flows?: boolean;
  /** Whether a bare name may be a variable of a script or a parameter instead of a column. */
  hasVariables?: boolean;
}

/** What is known so far about the names of one statement. */
export class Resolution {
  readonly tables: TableUse[] = [];
  readonly columns: ColumnUse[] = [];
  readonly qualifiers: QualifierUse[] = [];
  readonly stars: StarUse[] = [];
  readonly filters: FilterUse[] = [];
  readonly joins: UsingUse[] = [];
  readonly mergedUses: MergedUse[] = [];
  readonly issues: Issue[] = [];
  /** Stars that let columns through which somebody else sees, or that would be mistaken for others. */
  readonly visibleStars = new Set<SqlNode>();
  /** All stars that let changed columns through. */
  readonly passingStars = new Set<SqlNode>();
  /** Whether an output that took a new name could be mistaken for another one. */
  isFlowMistakable = false;
  /** Offsets of the identifiers whose meaning is known. */
  readonly decided = new Set<number>();
  readonly ownNames = OwnNames.create();
  readonly options: ResolutionOptions;
  /** Columns that only the new dataset is said to have, and that the statement reads of the old one. */
  readonly proved: Map<PlannedMove, Set<string>>;

  static create(options: ResolutionOptions): Resolution {
    return new Resolution(options);
  }

  private constructor(options: ResolutionOptions) {
    this.options = options;
    this.proved = new Map(
      [...(options.proved ?? [])].map(([move, keys]) => [move, new Set(keys)]),
    );
  }

  /** Notes that an old dataset has a column that the contract only speaks of as one of the new dataset. */
  prove(move: PlannedMove, key: string) {
    this.proved.set(move, new Set(this.proved.get(move)).add(key));
  }

  /** Notes why the statement has to be left. */
  leave(start: number, message: string, field?: string) {
    this.issues.push({ kind: 'unproved', start, field, message });
  }

  /** Notes that columns must keep their names: a star that lets them through becomes a list, a table is left. */
  distrust({ star, dataset }: Passage, message: string) {
    if (star) {
      this.visibleStars.add(star);
    } else {
      this.leave(dataset.start, message);
    }
  }

  /** Notes that others see the outputs of a query, also by their position. */
  show({ passages }: Relation) {
    for (const { star, dataset, only } of passages) {
      const flows = this.options.flows && (only || keepsPlaces(dataset.move));
      if (star && dataset.side === 'old' && !flows) {
        this.visibleStars.add(star);
      }
    }
  }

  /** Drops what was noted of a part of the text that is replaced as a whole. */
  forget(start: number, end: number) {
    const isOutside = ({ part }: QualifierUse) =>
      part.end <= start || end <= part.start;
    const kept = this.qualifiers.filter(isOutside);
    this.qualifiers.splice(0, this.qualifiers.length, ...kept);
  }

  /** Lets a qualifier that is the table's own name follow the table. */
  renameQualifier(part: NamePart, source: Source) {
    const use = qualifierOf(part, source);
    if (use) {
      this.qualifiers.push(use);
    }
  }

  /** The key under which columns and aliases are compared. */
  key(name: string): string {
    return columnKey(name, this.options.dialect);
  }

  /** Where an identifier of the tree stands in the text. */
  part({ name, quoted, span }: TreeIdentifier): NamePart | undefined {
    const { toOffset } = this.options.statement;
    return (
      span && {
        name,
        quoted,
        start: toOffset(span.start),
        end: toOffset(span.end),
      }
    );
  }

  /** Notes that the meaning of an identifier is known. */
  decide(identifier: TreeIdentifier | undefined) {
    const part = identifier && this.part(identifier);
    if (part) {
      this.decided.add(part.start);
    }
  }
}

/** Whether a star gives as many columns in the same order, and none of them anything but another name. */
export function keepsPlaces({
  oldNames,
  newNames,
  fields,
}: PlannedMove): boolean {
  return (
    oldNames !== undefined &&
    newNames !== undefined &&
    oldNames.length === newNames.length &&
    oldNames.every((name, index) => {
      const field = fields.get(name.toLowerCase());
      const now = field?.action === 'rename' ? field.to : name;
      return (
        (!field || field.action === 'rename') &&
        now?.toLowerCase() === newNames[index].toLowerCase()
      );
    })
  );
}

/** What a qualifier becomes that is the own name of a dataset; absent when it stays. */
export function qualifierOf(
  part: NamePart,
  { unaliased, dataset }: Source,
): QualifierUse | undefined {
  if (!unaliased || dataset?.side !== 'old') {
    return undefined;
  }
  const { move, implicitName, newImplicitName } = dataset;
  return implicitName === newImplicitName
    ? undefined
    : { move, part, to: newImplicitName };
}
