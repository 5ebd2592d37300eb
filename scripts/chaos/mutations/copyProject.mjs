import fs from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../paths.mjs';

const COPIED = [
  'app-config.yaml',
  'package.json',
  'tsconfig.json',
  'scripts',
  'packages',
  'plugins',
];
const NOT_COPIED = new Set(['node_modules', 'dist', 'dist-types', 'coverage']);
const OWN_SCOPE = '@skein';

/** Links each entry of a folder of modules, but for our own packages, which have to be those of the copy. */
async function linkModules(copy) {
  const modules = path.join(copy, 'node_modules');
  await fs.mkdir(path.join(modules, OWN_SCOPE), { recursive: true });
  const source = path.join(ROOT, 'node_modules');
  for (const name of await fs.readdir(source)) {
    if (name !== OWN_SCOPE) {
      await fs.symlink(path.join(source, name), path.join(modules, name));
    }
  }
  const own = path.join(source, OWN_SCOPE);
  for (const name of await fs.readdir(own)) {
    const folder = await fs.realpath(path.join(own, name));
    await fs.symlink(
      path.join(copy, path.relative(ROOT, folder)),
      path.join(modules, OWN_SCOPE, name),
    );
  }
}

async function linkNestedModules(copy) {
  for (const parent of ['packages', 'plugins']) {
    for (const name of await fs.readdir(path.join(ROOT, parent))) {
      const modules = path.join(ROOT, parent, name, 'node_modules');
      if (await fs.stat(modules).catch(() => undefined)) {
        await fs.symlink(
          modules,
          path.join(copy, parent, name, 'node_modules'),
        );
      }
    }
  }
}

/** Copies the project's sources into a folder, where they can be changed and run; what others publish is linked. */
export async function copyProject(copy) {
  for (const entry of COPIED) {
    await fs.cp(path.join(ROOT, entry), path.join(copy, entry), {
      recursive: true,
      filter: source => !NOT_COPIED.has(path.basename(source)),
    });
  }
  await linkModules(copy);
  await linkNestedModules(copy);
}
