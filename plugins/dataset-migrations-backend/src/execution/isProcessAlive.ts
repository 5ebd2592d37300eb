/** Whether another process of this machine lives that has left something behind. */
export function isProcessAlive(processId: number): boolean {
  if (processId === process.pid) {
    // A process does not share its own id: what is left is of one before us, for example in a restarted container.
    return false;
  }
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
