import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { say, ScriptError } from '../../say.mjs';
import { createRow } from '../createRow.mjs';
import { runShellPipeline } from './runShellPipeline.mjs';
import { runSkeinPipeline } from './runSkeinPipeline.mjs';

const REPOSITORIES = 500;
/** Of attempts here and of shells there. */
const PARALLEL = 4;

/**
 * Moves many small repositories, each from its clone to its pull request, beside a plain shell pipeline with as many
 * hands: `[--repositories 500] [--parallel 4]`. Each has a code host of its own with the same repositories; neither begins
 * with a canary.
 */
export async function runBench(args) {
  const repositories = wholeNumber(args, '--repositories') ?? REPOSITORIES;
  const parallel = wholeNumber(args, '--parallel') ?? PARALLEL;
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-throughput-'));
  try {
    say(`Moving ${repositories} repositories by a shell pipeline …`);
    const shell = await runShellPipeline({
      folder: path.join(folder, 'shell'),
      repositories,
      parallel,
    });
    say(`Moving ${repositories} repositories by Skein …`);
    const skein = await runSkeinPipeline({
      folder: path.join(folder, 'skein'),
      repositories,
      parallel,
    });
    return toRows({ repositories, shell, skein });
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

function wholeNumber(args, name) {
  const at = args.indexOf(name);
  if (at < 0) {
    return undefined;
  }
  const value = Number(args[at + 1]);
  if (!Number.isInteger(value) || value < 1) {
    throw new ScriptError(
      `${name} is "${args[at + 1]}"; give a whole number above 0`,
    );
  }
  return value;
}

function toRows({ repositories, shell, skein: { cold, warm } }) {
  const sizeOf = ({ pullRequests }) =>
    `${repositories} repositories, ${pullRequests} pull requests`;
  return [
    createRow({
      case: 'whole way beside clone, sed, push, curl',
      size: sizeOf(cold),
      value: cold.seconds,
      unit: 's',
      floor: shell.seconds,
      target: '<= 1',
    }),
    createRow({
      case: 'the same when each was fetched before',
      size: sizeOf(warm),
      value: warm.seconds,
      unit: 's',
      floor: shell.seconds,
      target: '<= 0.3333',
    }),
    createRow({
      case: 'repositories a second beside the same',
      size: sizeOf(cold),
      value: repositories / cold.seconds,
      unit: '1/s',
      floor: repositories / shell.seconds,
    }),
    createRow({
      case: 'until every patch is proved',
      size: sizeOf(cold),
      value: cold.provedSeconds,
      unit: 's',
      floor: shell.seconds,
    }),
  ];
}
