import fs from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../paths.mjs';

/** Every workspace of the repository: its name, folder and package.json. */
export async function listWorkspaces() {
  const folders = [];
  for (const parent of ['packages', 'plugins']) {
    for (const name of (await fs.readdir(path.join(ROOT, parent))).sort()) {
      folders.push(path.posix.join(parent, name));
    }
  }
  const workspaces = await Promise.all(
    folders.map(async folder => {
      const file = path.join(ROOT, folder, 'package.json');
      const text = await fs.readFile(file, 'utf8').catch(() => undefined);
      const manifest = text && JSON.parse(text);
      return manifest && { name: manifest.name, folder, manifest };
    }),
  );
  return workspaces.filter(Boolean);
}

/** The folders of a workspace and of all workspaces that it depends on. */
export async function listFoldersOf(name) {
  const all = new Map(
    (await listWorkspaces()).map(workspace => [workspace.name, workspace]),
  );
  const found = new Set();
  const queue = [name];
  for (const next of queue) {
    const workspace = all.get(next);
    if (workspace && !found.has(workspace.folder)) {
      found.add(workspace.folder);
      queue.push(...Object.keys(workspace.manifest.dependencies ?? {}));
    }
  }
  return [...found].sort();
}
