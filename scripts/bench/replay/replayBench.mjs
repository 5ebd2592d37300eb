import fs from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../paths.mjs';
import { say, ScriptError } from '../../say.mjs';
import { createRow } from '../createRow.mjs';
import { readYaml, toContract } from '../loadRewriter.mjs';
import { renderReplay } from './renderReplay.mjs';
import { replayCommit } from './replayCommit.mjs';

const REPLAYS = path.join(ROOT, 'bench/replays');
const USAGE = `Usage: npm run bench -- replay-commit -- --repo DIR --commit SHA --contract FILE [--show]
       npm run bench -- replay-commit -- --all DIR [--only NAME] [--whole] [--show]   each of bench/replays, from clones in DIR; --whole also where a replay leaves files out`;

/** What people changed and we should have: the denominator of every share. */
const IN_SCOPE = [
  'exact',
  'equal',
  'within',
  'partial',
  'missed',
  'overEdited',
];
const AS_PEOPLE_DID = ['exact', 'equal', 'within'];

/** Replays commits that people made by hand, and compares. */
export async function runBench(args) {
  const options = readOptions(args);
  const listed = await listReplays(options);
  const replays = options.whole
    ? listed.map(replay => ({ ...replay, except: undefined }))
    : listed;
  const results = [];
  for (const replay of replays) {
    const result = await replayCommit(replay);
    results.push(result);
    say(renderReplay({ ...replay, ...result, show: options.show }));
  }
  return [
    ...replays.flatMap((replay, index) => toRows(replay.name, results[index])),
    ...(results.length > 1 ? toRows('all', merge(results)) : []),
  ];
}

function readOptions(args) {
  const valueOf = name => {
    const at = args.indexOf(name);
    return at < 0 ? undefined : args[at + 1];
  };
  return {
    repo: valueOf('--repo'),
    commit: valueOf('--commit'),
    contract: valueOf('--contract'),
    under: args.includes('--under') ? [valueOf('--under')] : undefined,
    all: valueOf('--all'),
    only: valueOf('--only'),
    show: args.includes('--show'),
    whole: args.includes('--whole'),
  };
}

async function listReplays({ repo, commit, contract, under, all, only }) {
  if (all) {
    const names = (await fs.readdir(REPLAYS)).filter(name =>
      name.endsWith('.yaml'),
    );
    const replays = await Promise.all(
      names
        .filter(name => !only || name.includes(only))
        .map(name => readReplay(path.join(REPLAYS, name), all)),
    );
    return replays.sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  if (!repo || !commit || !contract) {
    throw new ScriptError(USAGE);
  }
  const document = toContract(await readYaml(contract), contract);
  return [{ name: commit, directory: repo, commit, under, contract: document }];
}

async function readReplay(file, clones) {
  const { repository, contract, ...rest } = await readYaml(file);
  if (typeof rest.commit !== 'string') {
    throw new ScriptError(
      `${file}: commit is ${rest.commit}, which YAML reads as a number. Put it in quotes.`,
    );
  }
  const places = [
    path.join(clones, repository),
    path.join(clones, repository.replace('/', '+'), 'repo'),
    path.join(clones, repository.split('/')[1]),
  ];
  const found = await Promise.all(
    places.map(place => fs.stat(place).catch(() => undefined)),
  );
  const directory = places.find((_, index) => found[index]);
  if (!directory) {
    throw new ScriptError(
      `${clones} has no clone of ${repository}; a bare one at ${places[0]} is enough`,
    );
  }
  return {
    ...rest,
    name: path.basename(file, '.yaml'),
    directory,
    contract: toContract(contract, file),
  };
}

function merge(results) {
  return {
    ours: results.flatMap(({ ours }) => ours),
    words: results.flatMap(({ words }) => words),
  };
}

/** Shares of the files in which people changed an old name; the floor is search and replace. */
function toRows(name, { ours, words }) {
  const size = `${inScope(ours).length} files`;
  const share = (files, verdicts) =>
    percentOf(
      files.filter(f => verdicts.includes(f.verdict)),
      inScope(files),
    );
  const over = files => files.filter(f => f.verdict === 'overEdited').length;
  return [
    createRow({
      case: `${name}: as people did`,
      size,
      value: share(ours, AS_PEOPLE_DID),
      unit: '%',
      floor: share(words, AS_PEOPLE_DID),
    }),
    createRow({
      case: `${name}: over-edited`,
      size,
      value: over(ours),
      unit: 'files',
      floor: over(words),
      target: undefined,
    }),
  ];
}

/** Files that only a tool changed count against it, and not as work that people did. */
function inScope(files) {
  return files.filter(
    ({ verdict, isUntouched }) => IN_SCOPE.includes(verdict) && !isUntouched,
  );
}

function percentOf(part, whole) {
  return whole.length
    ? (100 * part.filter(f => whole.includes(f)).length) / whole.length
    : 0;
}
