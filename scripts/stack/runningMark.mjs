import fs from 'node:fs/promises';
import path from 'node:path';
import { SKEIN_FOLDER } from '../paths.mjs';

const FILE = path.join(SKEIN_FOLDER, 'running.json');

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Says which `npm start` runs from this folder, if one does. */
export async function findRunning() {
  const text = await fs.readFile(FILE, 'utf8').catch(() => undefined);
  const running = text && JSON.parse(text);
  return running && isAlive(running.pid) ? running : undefined;
}

export async function markRunning({ url }) {
  await fs.mkdir(SKEIN_FOLDER, { recursive: true });
  await fs.writeFile(FILE, JSON.stringify({ pid: process.pid, url }));
}

export async function unmarkRunning() {
  await fs.rm(FILE, { force: true });
}
