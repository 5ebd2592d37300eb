import { readdir, readFile } from 'node:fs/promises';

const CLOSE_ON_EXEC = 0o2000000;
const FIRST_AFTER_STANDARD = 3;

/**
 * Descriptors that this process was started with and would hand on to every command without knowing what is behind them. Those that
 * Node opens are closed by the kernel.
 */
export async function listInheritedDescriptors(): Promise<number[]> {
  const inherited: number[] = [];
  for (const name of await readdir('/proc/self/fdinfo')) {
    const text = await readFile(`/proc/self/fdinfo/${name}`, 'utf8').catch(
      () => '',
    );
    const flags = /^flags:\s+([0-7]+)$/m.exec(text)?.[1];
    const descriptor = Number(name);
    if (
      flags !== undefined &&
      descriptor >= FIRST_AFTER_STANDARD &&
      (parseInt(flags, 8) & CLOSE_ON_EXEC) === 0
    ) {
      inherited.push(descriptor);
    }
  }
  return inherited;
}
