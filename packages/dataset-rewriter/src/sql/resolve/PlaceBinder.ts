import type { PlannedMove } from '../../contract/planMoves';
import type { SqlNode, SqlValue } from '../parse/parseScript';
import { asIdentifier, asList, asNode, tagged } from '../parse/readTree';
import { findStarPassages, type Relation } from '../scope/Relation';
import { findSource, type Scope } from '../scope/Scope';
import { keepsPlaces, type Resolution } from './Resolution';

const BY_PLACE: Partial<Record<string, RegExp>> = {
  snowflake: /^\$\d+$/,
  duckdb: /^#\d+$/,
};

/** Binds what reads a column by its place: `$1`, `ORDER BY 1`, and what compares whole rows, such as DISTINCT. */
export class PlaceBinder {
  readonly #resolution: Resolution;

  static create(resolution: Resolution): PlaceBinder {
    return new PlaceBinder(resolution);
  }

  private constructor(resolution: Resolution) {
    this.#resolution = resolution;
  }

  /** Whether a column is named by its place. */
  isPlace(name: string): boolean {
    const { platform } = this.#resolution.options.dialect;
    return BY_PLACE[platform]?.test(name) ?? false;
  }

  /** Binds `$1`, which the parser takes for a parameter in every dialect. */
  bindParameter({ index, style }: SqlNode, scope: Scope | undefined) {
    const name = style === 'Dollar' ? `$${index}` : '';
    if (this.isPlace(name)) {
      this.bindPlace(name, undefined, scope);
    }
  }

  /** Binds a place, perhaps of one table. A query in between names its columns, so that they keep their places. */
  bindPlace(
    name: string,
    qualifier: string | undefined,
    scope: Scope | undefined,
  ) {
    const source =
      qualifier === undefined
        ? undefined
        : findSource(scope, this.#resolution.key(qualifier));
    const sources = source ? [source] : scope?.sources ?? [];
    for (const passage of sources.flatMap(each =>
      findStarPassages(each, this.#resolution.proved),
    )) {
      if (
        passage.dataset.side === 'old' &&
        !keepsPlaces(passage.dataset.move)
      ) {
        this.#resolution.distrust(
          passage,
          `${name} reads a column by its place, and the columns of the replacement are not known to stand in the same order. Name the column.`,
        );
      }
    }
  }

  /** What a query gives becomes a list where the query itself counts its columns or compares its whole rows. */
  bindOutputs(select: SqlNode, { passages }: Relation) {
    const countsColumns = [select.group_by, select.order_by].some(countsPlaces);
    const comparesRows =
      select.distinct === true || asNode(select.group_by).all === true;
    for (const { star, dataset } of passages) {
      const isKept =
        (!countsColumns && !comparesRows) ||
        keepsPlaces(dataset.move) ||
        (!countsColumns && keepsColumns(dataset.move));
      if (star && dataset.side === 'old' && !isKept) {
        this.#resolution.visibleStars.add(star);
      }
    }
  }
}

/** Whether a term of ORDER BY or GROUP BY is a number, or all columns in their order. */
function countsPlaces(clause: SqlValue): boolean {
  return asList(asNode(clause).expressions).some(term => {
    const ordered = asNode(term).this ?? term;
    const literal = tagged(ordered, 'literal') ?? tagged(term, 'literal');
    const column = asIdentifier(tagged(ordered, 'column')?.name);
    return (
      literal?.literal_type === 'number' ||
      (column !== undefined && !column.quoted && /^all$/i.test(column.name))
    );
  });
}

/** Whether the replacement has the same columns in any order, each under its own or another name. */
function keepsColumns({
  fields,
  addedColumns,
  oldNames,
  newNames,
}: PlannedMove): boolean {
  const renamed = new Set(
    [...fields.values()].map(({ to }) => to?.toLowerCase()),
  );
  return (
    [...fields.values()].every(({ action }) => action === 'rename') &&
    [...addedColumns].every(key => renamed.has(key)) &&
    oldNames?.length === newNames?.length
  );
}
