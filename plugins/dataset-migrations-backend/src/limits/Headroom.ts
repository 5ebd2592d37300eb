import type { Limits } from './Limits';
import { ATTEMPT_SCOPES, type AttemptScope } from './LimitScope';

/** What of a target its limits go by. */
export interface LimitedTarget {
  migrationId: string;
  /** Who runs the migration. */
  migrationOwner: string;
  host: string;
  /** Who owns the repository. */
  team: string | null;
}

const GLOBAL = '';

function subjectOf(target: LimitedTarget, scope: AttemptScope): string | null {
  switch (scope) {
    case 'host':
      return target.host;
    case 'team':
      return target.team;
    case 'owner':
      return target.migrationOwner;
    case 'migration':
      return target.migrationId;
    default:
      return GLOBAL;
  }
}

/** How many attempts run, and who may still begin one. Knows no database: the caller sees to it that nobody else begins one. */
export class Headroom {
  readonly #limits: Limits;
  /** By scope and subject. */
  readonly #running = new Map<AttemptScope, Map<string, number>>(
    ATTEMPT_SCOPES.map(scope => [scope, new Map()]),
  );

  private constructor(limits: Limits) {
    this.#limits = limits;
  }

  static create(
    limits: Limits,
    running: ReadonlyArray<LimitedTarget & { count: number }>,
  ): Headroom {
    const headroom = new Headroom(limits);
    for (const each of running) {
      headroom.take(each, each.count);
    }
    return headroom;
  }

  /** How many more may begin at all. */
  get free(): number {
    return this.#freeOf('global', GLOBAL);
  }

  /** Remembers who was asked for, so that `full` knows them also when nothing of theirs runs. */
  admits(target: LimitedTarget): boolean {
    this.take(target, 0);
    return ATTEMPT_SCOPES.every(scope => {
      const subject = subjectOf(target, scope);
      return subject === null || this.#freeOf(scope, subject) > 0;
    });
  }

  /** True as long as the migration and its owner may begin more; hosts and teams are not looked at. */
  admitsMigration(
    target: Pick<LimitedTarget, 'migrationId' | 'migrationOwner'>,
  ): boolean {
    return (
      this.#freeOf('migration', target.migrationId) > 0 &&
      this.#freeOf('owner', target.migrationOwner) > 0
    );
  }

  take(target: LimitedTarget, count: number = 1): void {
    for (const [scope, running] of this.#running) {
      const subject = subjectOf(target, scope);
      if (subject !== null) {
        running.set(subject, (running.get(subject) ?? 0) + count);
      }
    }
  }

  /** Hosts or teams that have as many as they may have. */
  full(scope: 'host' | 'team'): string[] {
    return [...(this.#running.get(scope)?.keys() ?? [])].filter(
      subject => this.#freeOf(scope, subject) <= 0,
    );
  }

  #freeOf(scope: AttemptScope, subject: string): number {
    const running = this.#running.get(scope)?.get(subject) ?? 0;
    return this.#limits.runningAttempts(scope, subject) - running;
  }
}
