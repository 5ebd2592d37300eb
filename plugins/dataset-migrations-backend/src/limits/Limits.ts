import type { DbLimitRow } from '../database/tables';
import {
  EACH_SUBJECT,
  type AttemptScope,
  type LimitKind,
  type LimitScope,
  type RunningAttemptDefaults,
} from './LimitScope';

/** What holds: what people have set for one, what they have set for each, and the configuration, in this order. */
export class Limits {
  readonly #values: ReadonlyMap<string, number>;
  readonly #defaults: RunningAttemptDefaults;

  private constructor(
    values: ReadonlyMap<string, number>,
    defaults: RunningAttemptDefaults,
  ) {
    this.#values = values;
    this.#defaults = defaults;
  }

  static create(
    rows: ReadonlyArray<
      Pick<DbLimitRow, 'kind' | 'scope' | 'subject' | 'value'>
    >,
    defaults: RunningAttemptDefaults,
  ): Limits {
    return new Limits(
      new Map(
        rows.map(row => [keyOf(row.kind, row.scope, row.subject), row.value]),
      ),
      defaults,
    );
  }

  /** How many attempts may run at once. */
  runningAttempts(scope: AttemptScope, subject: string): number {
    return (
      this.#find('runningAttempts', scope, subject) ?? this.#defaults[scope]
    );
  }

  /** Of two that wait, one of weight 2 gets two turns for each turn of one of weight 1. */
  weight(scope: 'owner' | 'migration', subject: string): number {
    return this.#find('weight', scope, subject) ?? 1;
  }

  #find(
    kind: LimitKind,
    scope: LimitScope,
    subject: string,
  ): number | undefined {
    return (
      this.#values.get(keyOf(kind, scope, subject)) ??
      this.#values.get(keyOf(kind, scope, EACH_SUBJECT))
    );
  }
}

function keyOf(kind: LimitKind, scope: LimitScope, subject: string): string {
  return `${kind} ${scope} ${subject}`;
}
