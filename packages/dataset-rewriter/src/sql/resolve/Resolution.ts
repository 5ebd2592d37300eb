import type { PlannedMove } from '../../contract/planMoves';
import type { RelationCall } from '../../dbt/findRelationCalls';
import { columnKey, type SqlDialect } from '../parse/dialects';
import type { SqlStatement } from '../parse/parseScript';
import type { TreeIdentifier } from '../parse/readTree';
import type {
  ColumnUse,
  Issue,
  NamePart,
  QualifierUse,
  TableUse,
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
  moves: PlannedMove[];
  dialect: SqlDialect;
  masked: MaskedNames;
  /** Keys of the columns of the model that the file defines, for `{{ this }}`. */
  ownColumns?: Set<string>;
}

/** What is known so far about the names of one statement. */
export class Resolution {
  readonly tables: TableUse[] = [];
  readonly columns: ColumnUse[] = [];
  readonly qualifiers: QualifierUse[] = [];
  readonly issues: Issue[] = [];
  /** Offsets of the identifiers whose meaning is known. */
  readonly decided = new Set<number>();
  readonly options: ResolutionOptions;

  static create(options: ResolutionOptions): Resolution {
    return new Resolution(options);
  }

  private constructor(options: ResolutionOptions) {
    this.options = options;
  }

  /** Notes why the statement has to be left. */
  leave(start: number, message: string, field?: string) {
    this.issues.push({ kind: 'unproved', start, field, message });
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
