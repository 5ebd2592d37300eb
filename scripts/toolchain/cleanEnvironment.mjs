import path from 'node:path';

/** What npm tells a script about the package it runs, and what would reach into another Node than the caller's. */
const NOT_FOR_CHILDREN =
  /^(npm_(package|lifecycle|config|command|execpath|node_execpath).*|INIT_CWD|NODE|NODE_ENV|NODE_OPTIONS|NODE_PATH)$/;

/** The environment for children: the chosen Node first on PATH, and nothing that npm left behind. */
export function cleanEnvironment({ node, bin }) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !NOT_FOR_CHILDREN.test(name),
    ),
  );
  env.PATH = [path.dirname(node), bin, process.env.PATH]
    .filter(Boolean)
    .join(path.delimiter);
  return env;
}
