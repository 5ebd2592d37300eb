export interface BranchNameOptions {
  prefix: string;
  migrationName: string;
  targetId: string;
  generation: number;
}

/** The same for the same target and generation, so that whoever comes back after a crash finds what was pushed. */
export function branchName(options: BranchNameOptions): string {
  const { prefix, migrationName, targetId, generation } = options;
  const suffix = generation > 1 ? `-g${generation}` : '';
  return `${prefix}/${migrationName}/${targetId.slice(0, 8)}${suffix}`;
}
