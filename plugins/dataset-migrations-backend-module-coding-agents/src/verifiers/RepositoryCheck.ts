/**
 * What a check may know of a checkout before it runs.
 * @public
 */
export interface RepositoryFiles {
  /** All files, relative to the checkout. */
  paths: string[];
  /** Those of the patch that are there on this side of it. */
  changed: string[];
  /** Text of a file; undefined when it is not there or too large. */
  read(path: string): Promise<string | undefined>;
}

/**
 * One run of a check in one folder.
 * @public
 */
export interface CheckPlan {
  /** Relative to the checkout; empty for the checkout itself. */
  folder: string;
  argv: string[];
  environment?: Record<string, string>;
}

/**
 * Something that a check found.
 * @public
 */
export interface CheckFailure {
  /** The same for the same failure before and after the patch, wherever it moved to. */
  key: string;
  text: string;
}

/**
 * A check of a repository's own, such as its tests.
 * @public
 */
export interface RepositoryCheck {
  /** Short and unique, for example `pytest`. */
  readonly id: string;
  /** Exits with 0 where the tool is installed. */
  readonly probe: string[];
  /** Where it is to run; nothing where the repository does not call for it. */
  plan(files: RepositoryFiles): Promise<CheckPlan[]>;
  /** What its output complains of; nothing where that cannot be told. */
  findFailures(output: string): CheckFailure[];
  /** It can find a patch wrong, and its passing says nothing of what the repository wants. */
  readonly onlyRefutes?: boolean;
  /** Exit codes beside 0 that are no failure. */
  readonly passingExitCodes?: number[];
}
