/** What an agent asks whether it may do it. */
export interface PermissionQuestion {
  /** Kind of the tool, as the agent says. */
  kind?: string | null;
  options: Array<{ optionId: string; kind: string }>;
}

/**
 * The option that is chosen for the agent; undefined when none of them fits. The sandbox is what keeps it in, so that it may do
 * what it asks for, once; only what would need a network is refused at once, since it can but fail.
 */
export function decidePermission({
  kind,
  options,
}: PermissionQuestion): string | undefined {
  const wanted = kind === 'fetch' ? 'reject_once' : 'allow_once';
  return options.find(option => option.kind === wanted)?.optionId;
}
