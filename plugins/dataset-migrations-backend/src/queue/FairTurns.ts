/** A migration that has targets waiting. */
export interface Line {
  migrationId: string;
  /** Who runs the migration. */
  migrationOwner: string;
  weight: number;
  ownerWeight: number;
  /** When, in the time of its owner, its last turn ended. */
  finish: number;
  /** When, in the time of the fleet, the last turn of its owner ended. */
  ownerFinish: number;
  /** The time between the migrations of its owner. */
  ownerClock: number;
}

/** What has to be kept until the next claim. */
export interface ServedTurns {
  clock: number;
  migrations: Map<string, number>;
  owners: Map<string, { finish: number; clock: number }>;
}

/**
 * Whose turn it is: between owners first, and between the migrations of an owner then.
 *
 * Start-time fair queueing: a turn begins when the turn before of the same line ended, and not before now; it lasts
 * 1 / weight; the line whose turn begins first is served. So what waits is served in the end, equals differ by one turn
 * at most, and whoever comes late or was at a limit has saved nothing up.
 */
export class FairTurns {
  #clock: number;
  readonly #migrations: Map<string, number>;
  readonly #owners: Map<string, { finish: number; clock: number }>;

  private constructor(state: ServedTurns) {
    this.#clock = state.clock;
    this.#migrations = new Map(state.migrations);
    this.#owners = new Map(state.owners);
  }

  static create(clock: number): FairTurns {
    return new FairTurns({ clock, migrations: new Map(), owners: new Map() });
  }

  /** Goes on from here without changing this one. */
  copy(): FairTurns {
    return new FairTurns(this.served());
  }

  /** The line to serve next. */
  next(lines: Iterable<Line>): Line | undefined {
    let first: { line: Line; owner: number; migration: number } | undefined;
    for (const line of lines) {
      const owner = this.#ownerStart(line);
      const migration = this.#migrationStart(line);
      if (
        first === undefined ||
        owner < first.owner ||
        (owner === first.owner &&
          (line.migrationOwner < first.line.migrationOwner ||
            (line.migrationOwner === first.line.migrationOwner &&
              (migration < first.migration ||
                (migration === first.migration &&
                  line.migrationId < first.line.migrationId)))))
      ) {
        first = { line, owner, migration };
      }
    }
    return first?.line;
  }

  /** The next `count` lines to serve when each has enough waiting, with repetitions. */
  foresee(lines: readonly Line[], count: number): Line[] {
    const turns = this.copy();
    const foreseen: Line[] = [];
    while (foreseen.length < count) {
      const line = turns.next(lines);
      if (!line) {
        break;
      }
      turns.serve(line);
      foreseen.push(line);
    }
    return foreseen;
  }

  serve(line: Line): void {
    const owner = this.#ownerStart(line);
    const migration = this.#migrationStart(line);
    this.#clock = Math.max(this.#clock, owner);
    this.#owners.set(line.migrationOwner, {
      finish: owner + 1 / line.ownerWeight,
      clock: Math.max(this.#ownerOf(line).clock, migration),
    });
    this.#migrations.set(line.migrationId, migration + 1 / line.weight);
  }

  served(): ServedTurns {
    return {
      clock: this.#clock,
      migrations: this.#migrations,
      owners: this.#owners,
    };
  }

  #ownerOf(line: Line): { finish: number; clock: number } {
    return (
      this.#owners.get(line.migrationOwner) ?? {
        finish: line.ownerFinish,
        clock: line.ownerClock,
      }
    );
  }

  #ownerStart(line: Line): number {
    return Math.max(this.#clock, this.#ownerOf(line).finish);
  }

  #migrationStart(line: Line): number {
    return Math.max(
      this.#ownerOf(line).clock,
      this.#migrations.get(line.migrationId) ?? line.finish,
    );
  }
}
