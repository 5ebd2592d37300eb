/** What a program could tell of a repository by its files: read once before an agent begins, and the same for all that it is told. */
export interface ContextPack {
  /** SHA-256 of the text, in hexadecimal digits. */
  hash: string;
  /** Of at most `MOST_PACK_CHARACTERS`; names and lines in it are those of the repository. */
  text: string;
}

/** What fits beside the task; an agent finds the rest by reading. */
export const MOST_PACK_CHARACTERS = 6_000;
