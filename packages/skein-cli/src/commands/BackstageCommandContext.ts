import type { DatasetMigrationsApi } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Command } from 'commander';
import { connect, type ConnectionFlags } from '../migrations/connect';
import { fieldsOf } from '../migrations/fieldsOf';
import { renderFields } from '../migrations/renderFields';
import type { CommandContext } from './CommandContext';

/** What every command that asks a Backstage may be told. */
export interface BackstageFlags extends ConnectionFlags {
  json?: boolean;
  /** Where something is read: names of the fields that are wanted. */
  fields?: string;
}

/** What the commands of one group are added with that ask a Backstage. */
export class BackstageCommandContext {
  readonly #group: Command;
  readonly #terminal: CommandContext['terminal'];

  constructor(group: Command, terminal: CommandContext['terminal']) {
    this.#group = group;
    this.#terminal = terminal;
  }

  /** A command of the group. */
  add(name: string, description: string): Command {
    return this.#group
      .command(name)
      .description(description)
      .option('--url <URL>', 'address of Backstage; SKEIN_URL otherwise')
      .option('--json', 'print what the API answers');
  }

  /** A command of the group that reads something, of which one may want some fields only. */
  addReading(name: string, description: string): Command {
    return this.add(name, description).option(
      '--fields <NAMES>',
      'only these fields, such as id,state or pullRequest.url',
    );
  }

  connect(flags: BackstageFlags): DatasetMigrationsApi {
    return connect(flags, this.#terminal);
  }

  /** Prints as it is. */
  write(text: string): void {
    this.#terminal.stdout.write(text);
  }

  /** Prints what was read: the fields that are wanted, if any are named. */
  printRead(
    flags: BackstageFlags,
    answer: object,
    options: { rows: readonly object[]; render: () => string },
  ): void {
    const fields = fieldsOf(flags.fields);
    this.print(flags, answer, () =>
      fields ? renderFields(fields, options.rows) : options.render(),
    );
  }

  /** Prints an answer as JSON where that is wanted, and for people otherwise. */
  print(flags: BackstageFlags, answer: object, render: () => string): void {
    this.write(
      flags.json ? `${JSON.stringify(answer, undefined, 2)}\n` : render(),
    );
  }
}
