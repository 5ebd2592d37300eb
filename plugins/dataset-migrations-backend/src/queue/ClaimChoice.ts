import type { HeadRow } from '../database/operations/queue/listHeads';
import type { Headroom } from '../limits/Headroom';
import type { FairTurns, Line } from './FairTurns';

/** What this claim has chosen so far. */
export class ClaimChoice {
  readonly targetIds: string[] = [];
  readonly #lines: ReadonlyMap<string, Line>;
  readonly #exhausted = new Set<string>();

  constructor(
    lines: ReadonlyMap<string, Line>,
    readonly headroom: Headroom,
    readonly turns: FairTurns,
  ) {
    this.#lines = lines;
  }

  /** Migrations that may begin more, as far as is known. */
  openLines(): Line[] {
    return [...this.#lines.values()].filter(
      line =>
        !this.#exhausted.has(line.migrationId) &&
        this.headroom.admitsMigration(line),
    );
  }

  exhaust(migrationId: string): void {
    this.#exhausted.add(migrationId);
  }

  /** True when the target may begin; then it counts. */
  take(head: HeadRow): boolean {
    const line = this.#lines.get(head.migration_id);
    if (!line) {
      return false;
    }
    const target = { ...line, host: head.host, team: head.owner_ref };
    if (!this.headroom.admits(target)) {
      return false;
    }
    this.headroom.take(target);
    this.turns.serve(line);
    this.targetIds.push(head.id);
    return true;
  }
}
