/** A mirror that is not removed as long as somebody holds it. */
export interface HeldMirror {
  /** Out of reach of any agent. */
  directory: string;
  /** Says that it is not whole: whoever comes next gets another one. */
  condemn(): void;
  /** Removes what nobody uses; false when there was nothing. */
  makeRoom(): Promise<boolean>;
}

/** Lends the mirror of a repository, by the address that it is cloned from. */
export type HoldMirror = (cloneUrl: string) => Promise<HeldMirror>;
