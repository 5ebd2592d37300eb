import { loadPart, loadRewriter } from '../loadRewriter.mjs';
import { compareFile } from './compareFile.mjs';
import { GitRepository } from './GitRepository.mjs';
import { createOldNameTest, replacementsOf } from './namesOf.mjs';
import { replaceWords } from './replaceWords.mjs';

/**
 * Rewrites the parent of a commit by a contract, and compares each file with what the people made of it.
 * @returns for the rewriter and for search and replace a list of `{ path, verdict, … }`: the files that the people changed an
 *   old name in, and those that only the tool changed
 */
export async function replayCommit(replay) {
  const { directory, commit, contract, under = [''], except = [] } = replay;
  const repository = new GitRepository(directory);
  const isUnder = (path, prefixes) =>
    prefixes.some(prefix => path.startsWith(prefix));
  const files = (await repository.readTree(`${commit}^`)).filter(
    ({ path }) => isUnder(path, under) && !isUnder(path, except),
  );
  const { changed, removed } = await repository.readChanges(commit);
  const people = {
    changed: new Map(changed.map(file => [file.from, decode(file.content)])),
    removed: new Set(removed),
  };
  const isOldName = createOldNameTest(contract);
  const compare = after => compareFiles({ files, after, people, isOldName });

  const began = performance.now();
  const { files: rewritten, findings } = await loadRewriter().rewrite({
    contract,
    files,
  });
  const seconds = (performance.now() - began) / 1000;
  const ours = compare(
    new Map(rewritten.map(file => [file.path, decode(file.after)])),
  );
  const listed = new Map();
  for (const finding of findings) {
    listed.set(finding.file, [...(listed.get(finding.file) ?? []), finding]);
  }
  return {
    files: files.length,
    seconds,
    moves: compareMoves(rewritten, changed, files),
    ours: ours.map(file => ({
      ...file,
      findings: listed.get(file.path) ?? [],
    })),
    words: compare(replaceEverywhere(files, replacementsOf(contract))),
  };
}

/** How many files people gave another path, how many we did, and how many of ours went where theirs went. */
function compareMoves(rewritten, changed, files) {
  const paths = new Set(files.map(({ path }) => path));
  const theirs = new Map(
    changed
      .filter(({ from, to }) => from !== to && paths.has(from))
      .map(({ from, to }) => [from, to]),
  );
  const ours = rewritten.filter(({ newPath }) => newPath !== undefined);
  return {
    theirs: theirs.size,
    ours: ours.length,
    same: ours.filter(({ path, newPath }) => theirs.get(path) === newPath)
      .length,
  };
}

function replaceEverywhere(files, pairs) {
  const { decodeFile } = loadPart('files/decodeFile');
  return new Map(
    files.flatMap(({ path, content }) => {
      const decoded = decodeFile(content);
      if (!('text' in decoded)) {
        return [];
      }
      const after = replaceWords(decoded.text, pairs);
      return after === decoded.text ? [] : [[path, after]];
    }),
  );
}

function compareFiles({ files, after, people, isOldName }) {
  return files.flatMap(({ path, content }) => {
    const before = decode(content);
    const theirs = people.changed.get(path) ?? before;
    const ours = after.get(path) ?? before;
    if (theirs === before && ours === before) {
      return [];
    }
    if (people.removed.has(path)) {
      return [{ path, verdict: 'removed' }];
    }
    const result = compareFile({ path, before, theirs, ours, isOldName });
    const isUntouched = theirs === before;
    return [{ path, isUntouched, ...result }];
  });
}

function decode(content) {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
}
