/** The files of a checkout as they are read for a context pack. */
export interface RepositoryView {
  /** All plain files in a fixed order, so many that it stays quick. */
  paths: readonly string[];
  /** The text of a file; undefined when it is none, or is too large. */
  read(path: string): Promise<string | undefined>;
}
