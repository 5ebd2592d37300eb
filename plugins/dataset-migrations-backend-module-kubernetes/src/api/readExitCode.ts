import type { V1Status } from '@kubernetes/client-node';

/** How a process in a pod ended, from what Kubernetes says of it; undefined where that is not about the process. */
export function readExitCode(
  status: V1Status,
): { exitCode?: number } | undefined {
  if (status.status === 'Success') {
    return { exitCode: 0 };
  }
  const cause = status.details?.causes?.find(
    ({ reason }) => reason === 'ExitCode',
  );
  return cause ? { exitCode: Number(cause.message) } : undefined;
}
