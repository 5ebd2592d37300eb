import { scopesFrom, type Scope, type Source } from '../scope/Scope';
import type { Place } from './Place';
import type { TableUse } from './uses';

/**
 * Columns behind a dataset's own last name, as in `FROM lake.events … events.id`. Where records have dots as well, `events`
 * may be a column of the dataset, and then it must not follow the table.
 */
export class OwnNames {
  readonly #uses = new Map<Source, Scope>();
  readonly #withBareColumns = new Set<Scope>();
  readonly #withDeepPaths = new Set<Source>();

  static create(): OwnNames {
    return new OwnNames();
  }

  private constructor() {}

  /** Notes that a dataset's own name stands in front of a column. */
  note(source: Source, { scope }: Place) {
    for (const at of scopesFrom(scope)) {
      if (at.sources.includes(source)) {
        this.#uses.set(source, at);
        return;
      }
    }
  }

  /** Notes a column with nothing in front of it; behind SELECT and WHERE it is no name of an output. */
  noteBareColumn({ scope, clause }: Place) {
    if (scope && clause === 'input') {
      this.#withBareColumns.add(scope);
    }
  }

  /** Notes that more than a column follows the name: a field of a record in any case. */
  noteDeepPath(source: Source) {
    this.#withDeepPaths.add(source);
  }

  /**
   * The datasets of which the name in front may be a column. It may not when a schema says so. Without one, who names one
   * table alone, and most of its columns bare, has no need of a qualifier.
   */
  findUnclear(): TableUse[] {
    return [...this.#uses].flatMap(([source, scope]) => {
      const { dataset } = source;
      return dataset && this.#isUnclear(dataset, source, scope)
        ? [dataset]
        : [];
    });
  }

  #isUnclear(
    { move, implicitName, newImplicitName }: TableUse,
    source: Source,
    scope: Scope,
  ): boolean {
    if (move.newColumns?.has(newImplicitName.toLowerCase())) {
      return true;
    }
    if (move.oldColumns) {
      return move.oldColumns.has(implicitName.toLowerCase());
    }
    const isAlone = scope.sources.length === 1;
    return (
      this.#withDeepPaths.has(source) ||
      (isAlone && this.#withBareColumns.has(scope))
    );
  }
}
