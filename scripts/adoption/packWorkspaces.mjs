import fs from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../paths.mjs';
import { runCommand } from '../toolchain/runCommand.mjs';
import { listWorkspaces } from '../toolchain/workspaces.mjs';

const ROOT_FILES = [
  'package.json',
  'yarn.lock',
  '.yarnrc.yml',
  'backstage.json',
  'tsconfig.json',
];

/** The workspaces that are published. */
export async function listPublished() {
  const workspaces = await listWorkspaces();
  return workspaces.filter(({ manifest }) => !manifest.private);
}

/** What is the same for all packages, and stands in the root alone: where they come from. */
async function addRepository(target, folder, { repository }) {
  if (repository) {
    const file = path.join(target, 'package.json');
    const manifest = JSON.parse(await fs.readFile(file, 'utf8'));
    manifest.repository = { ...repository, directory: folder };
    await fs.writeFile(file, JSON.stringify(manifest, null, 2));
  }
}

/** A copy to pack from, since packing rewrites manifests while it runs. */
async function copyRepository(copy) {
  await fs.rm(copy, { recursive: true, force: true });
  await fs.mkdir(copy, { recursive: true });
  for (const name of ROOT_FILES) {
    await fs.copyFile(path.join(ROOT, name), path.join(copy, name));
  }
  await fs.symlink(
    path.join(ROOT, 'node_modules'),
    path.join(copy, 'node_modules'),
  );
  const root = JSON.parse(
    await fs.readFile(path.join(ROOT, 'package.json'), 'utf8'),
  );
  const published = new Set(
    (await listPublished()).map(({ folder }) => folder),
  );
  for (const { folder } of await listWorkspaces()) {
    const target = path.join(copy, folder);
    if (published.has(folder)) {
      await fs.cp(path.join(ROOT, folder), target, {
        recursive: true,
        filter: source => path.basename(source) !== 'node_modules',
      });
      await fs.copyFile(
        path.join(ROOT, 'LICENSE'),
        path.join(target, 'LICENSE'),
      );
      await addRepository(target, folder, root);
    } else {
      await fs.mkdir(target, { recursive: true });
      await fs.copyFile(
        path.join(ROOT, folder, 'package.json'),
        path.join(target, 'package.json'),
      );
    }
  }
}

/**
 * Packs every workspace that is published, as `yarn npm publish` would.
 * @returns name, folder, manifest and tarball of each
 */
export async function packWorkspaces({ node, yarn, env }, folder) {
  const copy = path.join(folder, 'repository');
  const tarballs = path.join(folder, 'tarballs');
  await copyRepository(copy);
  await fs.rm(tarballs, { recursive: true, force: true });
  await fs.mkdir(tarballs, { recursive: true });
  const packed = [];
  for (const workspace of await listPublished()) {
    const tarball = path.join(
      tarballs,
      `${workspace.name.replace('/', '+')}.tgz`,
    );
    await runCommand(node, [yarn, 'pack', '--out', tarball], {
      cwd: path.join(copy, workspace.folder),
      env,
      quiet: true,
    });
    packed.push({ ...workspace, tarball });
  }
  return packed;
}
