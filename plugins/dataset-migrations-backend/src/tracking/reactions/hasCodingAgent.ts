/** Whether a chain holds a coding agent that is installed. Looks at nothing but its argument. */
export function hasCodingAgent(options: {
  /** Coding agents that are installed. */
  installed: readonly string[];
  /** The agents of the migration; absent for all. */
  chain?: readonly string[];
}): boolean {
  const { installed, chain } = options;
  return installed.some(id => chain?.includes(id) ?? true);
}
