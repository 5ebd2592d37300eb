import type * as ChildProcess from 'node:child_process';

/** What the helper is told. */
export type CommandOrder =
  | {
      kind: 'start';
      id: number;
      command: string;
      args: string[];
      env: Record<string, string>;
      directory?: string;
      stdin: Uint8Array;
    }
  | { kind: 'signal'; id: number; signal: 'SIGTERM' | 'SIGKILL' };

/** What the helper tells. */
export type CommandNews =
  | { kind: 'output' | 'errorOutput'; id: number; chunk: Buffer }
  | { kind: 'started'; id: number; processId: number }
  | { kind: 'notStarted'; id: number; message: string; code?: string }
  | { kind: 'exited'; id: number }
  | { kind: 'closed'; id: number; exitCode: number | null };

/**
 * Starts commands for its parent, and ends them all when the parent is gone. The text of this function is run in a process
 * of its own, so it may use nothing from outside of it.
 */
export function serveCommands(): void {
  const { spawn }: typeof ChildProcess =
    process.getBuiltinModule('node:child_process');
  const processIds = new Map<number, number>();

  const tell = (news: CommandNews) => process.send?.(news);
  const signalGroup = (id: number, signal: 'SIGTERM' | 'SIGKILL') => {
    const processId = processIds.get(id);
    try {
      if (processId !== undefined) {
        process.kill(-processId, signal);
      }
    } catch {
      // The group is gone already, which is what was wanted.
    }
  };
  const refuse = (id: number, { message, code }: NodeJS.ErrnoException) => {
    processIds.delete(id);
    tell({ kind: 'notStarted', id, message, code });
  };
  const start = (order: CommandOrder & { kind: 'start' }) => {
    const { id, command, args, env, directory, stdin } = order;
    const child = spawn(command, args, {
      cwd: directory,
      env,
      detached: true,
      shell: false,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    if (child.pid !== undefined) {
      processIds.set(id, child.pid);
      tell({ kind: 'started', id, processId: child.pid });
    }
    child.stdout.on('data', chunk => tell({ kind: 'output', id, chunk }));
    child.stderr.on('data', chunk => tell({ kind: 'errorOutput', id, chunk }));
    // A command that ends before it has read its input is judged by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin);
    child.once('error', error => refuse(id, error));
    child.once('exit', () => tell({ kind: 'exited', id }));
    child.once('close', exitCode => {
      processIds.delete(id);
      tell({ kind: 'closed', id, exitCode });
    });
  };

  process.on('message', (order: CommandOrder) => {
    if (order.kind === 'signal') {
      signalGroup(order.id, order.signal);
      return;
    }
    try {
      start(order);
    } catch (error) {
      refuse(order.id, error as NodeJS.ErrnoException);
    }
  });
  // The parent decides when it is enough, also when all of its group is told to end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
  process.on('disconnect', () => {
    for (const id of processIds.keys()) {
      signalGroup(id, 'SIGKILL');
    }
    process.exit();
  });
}
