/** What stands after an option or a command: a file, one of some words, or anything. */
export type ValueDescription =
  | { kind: 'file' }
  | { kind: 'choice'; choices: string[] }
  | { kind: 'any' };

/** One option of a command. */
export interface OptionDescription {
  /** With its hyphens, the long one first. */
  names: string[];
  description: string;
  /** Absent where the option takes none. */
  value?: ValueDescription;
}

/** One command, as completion has to know it. */
export interface CommandDescription {
  /** The words that lead to it, such as `skein contract check`. */
  words: string;
  /** The last of these. */
  name: string;
  description: string;
  options: OptionDescription[];
  argument?: ValueDescription;
  commands: CommandDescription[];
}
