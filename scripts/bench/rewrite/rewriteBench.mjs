import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { say } from '../../say.mjs';
import { createRow } from '../createRow.mjs';
import { generateEstate } from './estate.mjs';

const SIZES = [1000, 5000, 20_000];

/** Of several runs the fastest, since others may use the machine. */
const RUNS = 3;

/** Rewrites a generated estate, beside sed, grep with parsing, and parsing alone: `[--sizes 1000,5000] [--runs 1]`. */
export async function runBench(args) {
  const valueOf = name => {
    const at = args.indexOf(name);
    return at < 0 ? undefined : args[at + 1];
  };
  const sizes = valueOf('--sizes')?.split(',').map(Number) ?? SIZES;
  const runs = Number(valueOf('--runs') ?? RUNS);
  const measured = [];
  for (const size of sizes) {
    say(`Measuring ${size} files …`);
    measured.push({ size, ...(await measureSize(size, runs)) });
  }
  return measured.flatMap(result => toRows(result, measured[0]));
}

async function measureSize(size, runsOfEach) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-bench-'));
  try {
    const estate = path.join(folder, 'estate');
    await writeEstate(estate, size);
    const results = {};
    for (const name of ['rewrite', 'sed', 'grepAndParse', 'parseAll', 'read']) {
      const runs = [];
      for (let run = 0; run < runsOfEach; run += 1) {
        const copy = path.join(folder, `${name}${run}`);
        execFileSync('cp', ['-r', estate, copy]);
        runs.push(measureCase(name, copy));
        await fs.rm(copy, { recursive: true });
      }
      results[name] = runs.sort((a, b) => a.seconds - b.seconds)[0];
    }
    return results;
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

async function writeEstate(directory, size) {
  for (const { path: file, text } of generateEstate(size)) {
    const target = path.join(directory, file);
    await fs.mkdir(path.dirname(target), { recursive: true });
    await fs.writeFile(target, text);
  }
}

function measureCase(name, directory) {
  const script = path.join(import.meta.dirname, 'measureCase.mjs');
  const printed = execFileSync(
    process.execPath,
    [...process.execArgv, script, name, directory],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return JSON.parse(printed);
}

function toRows({ size, ...results }, smallest) {
  const { rewrite, sed, grepAndParse, parseAll, read } = results;
  const files = `${size} files, ${rewrite.changed} changed`;
  const perFile = (result, count) => (1000 * result.seconds) / count;
  return [
    createRow({
      case: 'rewrite beside sed -i',
      size: files,
      value: rewrite.seconds,
      unit: 's',
      floor: sed.seconds,
    }),
    createRow({
      case: 'rewrite beside grep -l and parsing',
      size: files,
      value: rewrite.seconds,
      unit: 's',
      floor: grepAndParse.seconds,
      target: '<= 3',
    }),
    createRow({
      case: 'rewrite beside parsing all files',
      size: files,
      value: rewrite.seconds,
      unit: 's',
      floor: parseAll.seconds,
    }),
    createRow({
      case: 'speed beside sed -i',
      size: files,
      value: size / rewrite.seconds,
      unit: 'files/s',
      floor: size / sed.seconds,
    }),
    createRow({
      case: 'memory beside reading',
      size: files,
      value: rewrite.megabytes,
      unit: 'MB',
      floor: read.megabytes,
    }),
    createRow({
      case: `time of a file beside ${smallest.size} files`,
      size: files,
      value: perFile(rewrite, size),
      unit: 'ms',
      floor: perFile(smallest.rewrite, smallest.size),
      target: '<= 1.3',
    }),
  ];
}
