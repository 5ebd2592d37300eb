import { readFile } from 'node:fs/promises';
import type { HardLimits } from './planLimits';

const LINES: Record<keyof HardLimits, string> = {
  data: 'Max data size',
  processes: 'Max processes',
  cpuSeconds: 'Max cpu time',
  fileBytes: 'Max file size',
  openFiles: 'Max open files',
};

function findHardLimit(text: string, name: string): number {
  const line = text.split('\n').find(candidate => candidate.startsWith(name));
  const [, hard] = line?.slice(name.length).trim().split(/\s+/) ?? [];
  return hard === undefined || hard === 'unlimited' ? Infinity : Number(hard);
}

/** The limits of this process that nobody below it can pass. */
export async function readHardLimits(): Promise<HardLimits> {
  const text = await readFile('/proc/self/limits', 'utf8');
  const of = (name: keyof HardLimits) => findHardLimit(text, LINES[name]);
  return {
    data: of('data'),
    processes: of('processes'),
    cpuSeconds: of('cpuSeconds'),
    fileBytes: of('fileBytes'),
    openFiles: of('openFiles'),
  };
}
