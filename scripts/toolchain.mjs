// Finds or fetches what the project is built with: a Node that Backstage supports, Yarn, and the dependencies of the lock
// file. Runs on Node 20 with nothing installed.
import fs from 'node:fs/promises';
import path from 'node:path';
import { cleanEnvironment } from './toolchain/cleanEnvironment.mjs';
import { doOnce } from './toolchain/doOnce.mjs';
import { hashFiles } from './toolchain/hashFiles.mjs';
import { runCommand } from './toolchain/runCommand.mjs';
import { listWorkspaces } from './toolchain/workspaces.mjs';
import { ROOT, SKEIN_FOLDER } from './paths.mjs';
import { say, ScriptError } from './say.mjs';

const SUPPORTED_NODES = [22, 24];
const NODE_VERSION = '24.21.0';
const YARN_VERSION = '4.13.0';
const TOOLCHAIN_FOLDER = path.join(SKEIN_FOLDER, 'toolchain');
const PLATFORMS_WITH_NODE = [
  'linux-x64',
  'linux-arm64',
  'darwin-x64',
  'darwin-arm64',
];

/** Runs npm: by the path that started us, since another one may be first on PATH. */
export async function runNpm(args, options) {
  const entry = process.env.npm_execpath;
  const [command, ...first] = entry?.endsWith('.js')
    ? [process.execPath, entry]
    : ['npm'];
  await runCommand(command, [...first, ...args], {
    cwd: ROOT,
    env: cleanEnvironment({ node: process.execPath }),
    ...options,
  });
}

/**
 * Fetches one package of npm into a folder of its own, unless it is there: a script of ours may run on the Node that another
 * one fetched.
 * @returns the folder of the package
 */
async function fetchTool({ name, version, quiet }) {
  const tool = `${name}@${version}`;
  const folder = path.join(TOOLCHAIN_FOLDER, tool.replace('/', '+'));
  await doOnce({
    stamp: path.join(folder, 'fetched'),
    fingerprint: tool,
    async act() {
      say(`Fetching ${tool} into .skein/toolchain …`);
      await fs.rm(folder, { recursive: true, force: true });
      await fs.mkdir(folder, { recursive: true });
      await fs.writeFile(
        path.join(folder, 'package.json'),
        '{ "private": true }\n',
      );
      await runNpm(
        [
          'install',
          '--prefix',
          folder,
          '--no-save',
          '--ignore-scripts',
          '--no-audit',
          '--no-fund',
          tool,
        ],
        { quiet },
      );
    },
  });
  return path.join(folder, 'node_modules', name);
}

/** The Node that runs us when Backstage supports it, or else one that is fetched. */
async function findNode({ quiet }) {
  const major = Number(process.versions.node.split('.')[0]);
  if (SUPPORTED_NODES.includes(major)) {
    return process.execPath;
  }
  const platform = `${process.platform}-${process.arch}`;
  if (!PLATFORMS_WITH_NODE.includes(platform)) {
    throw new ScriptError(
      `Node ${
        process.versions.node
      } is on PATH, and Backstage needs ${SUPPORTED_NODES.join(
        ' or ',
      )}. None can be fetched for ${platform}: install Node ${NODE_VERSION} and put it first on PATH.`,
    );
  }
  const folder = await fetchTool({
    name: `node-${platform}`,
    version: NODE_VERSION,
    quiet,
  });
  return path.join(folder, 'bin/node');
}

async function findYarn({ quiet }) {
  const folder = await fetchTool({
    name: '@yarnpkg/cli-dist',
    version: YARN_VERSION,
    quiet,
  });
  return path.join(folder, 'bin/yarn.js');
}

async function installDependencies({ node, yarn, env }) {
  const manifests = (await listWorkspaces()).map(
    ({ folder }) => `${folder}/package.json`,
  );
  const fingerprint = await hashFiles(ROOT, [
    'package.json',
    'yarn.lock',
    '.yarnrc.yml',
    ...manifests,
  ]);
  await doOnce({
    stamp: path.join(ROOT, 'node_modules', '.skein-installed'),
    fingerprint,
    async act() {
      say(
        'Installing the dependencies of yarn.lock (minutes, the first time) …',
      );
      await runCommand(node, [yarn, 'install', '--immutable'], {
        cwd: ROOT,
        env: { ...env, CI: '1' },
        quiet: true,
        progress: /[┌└]/,
      });
    },
  });
}

/**
 * Makes ready what everything else needs.
 * @returns the Node to run with, the script of Yarn, the environment for children, and `run(command, args, options)` for commands that a
 *   dependency brings
 */
export async function prepareToolchain({ quiet = false } = {}) {
  const node = await findNode({ quiet });
  const yarn = await findYarn({ quiet });
  const bin = path.join(ROOT, 'node_modules', '.bin');
  const env = cleanEnvironment({ node, bin });
  await installDependencies({ node, yarn, env });
  return {
    node,
    yarn,
    env,
    run: (command, args, options = {}) =>
      runCommand(path.join(bin, command), args, {
        cwd: ROOT,
        ...options,
        env: { ...env, ...options.env },
      }),
  };
}
