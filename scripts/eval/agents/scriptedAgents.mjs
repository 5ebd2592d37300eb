import fs from 'node:fs/promises';
import path from 'node:path';

/**
 * Agents of which is known how they do, for the harness itself. Each gets the case and the checkout, and its results have to be
 * counted as `expected` on every case; no level is required of them, so that what counts is the harness and not the verifiers.
 */
export const SCRIPTED_AGENTS = {
  'does it': {
    expected: 'asExpected',
    work: async (each, checkout) => await write(checkout, each.expected),
  },
  'does too much': {
    expected: 'differs',
    work: async (each, checkout) => {
      await write(checkout, each.expected);
      await appendLine(checkout, placeBeside(each));
    },
  },
  'gets it wrong': {
    expected: 'differs',
    work: async (each, checkout) => {
      const [[file, text]] = each.expected;
      await write(checkout, each.expected);
      await write(checkout, [[file, `${text}\n`]]);
    },
  },
  'does nothing': {
    expected: 'gaveUp',
    work: async () => undefined,
  },
  'gives up': {
    expected: 'gaveUp',
    work: async (each, checkout) => {
      await write(checkout, each.expected);
      return { end: 'gaveUp', reason: 'It is too hard.' };
    },
  },
  'changes checks of others': {
    expected: 'gaveUp',
    work: async (each, checkout) => {
      await write(checkout, each.expected);
      await write(checkout, [
        [path.join(each.paths?.[0] ?? '', 'yarn.lock'), 'mine\n'],
      ]);
    },
  },
  'breaks off': {
    expected: 'failed',
    work: async () => {
      throw new Error('It broke off.');
    },
  },
};

/** A scripted agent as the backend runs it; cases are known by their repositories. */
export function toScriptedAgent({ work }, cases) {
  return {
    id: 'scripted',
    async run({ attempt, checkout }) {
      const each = cases.find(({ name }) => name === attempt.targetId);
      const said = await work(each, checkout);
      return { findings: [], notes: [], ...said };
    },
  };
}

/** A file that the patch has nothing to do with. */
function placeBeside({ before, expected, paths }) {
  const inScope = file =>
    !paths || paths.some(each => file.startsWith(`${each}/`));
  const beside = [...before.keys()].find(
    file => inScope(file) && !expected.has(file) && /\.(md|sql|py)$/.test(file),
  );
  return beside ?? path.join(paths?.[0] ?? '', 'NOTES.md');
}

async function appendLine(checkout, file) {
  const place = path.join(checkout, file);
  const text = await fs.readFile(place, 'utf8').catch(() => '');
  await fs.writeFile(place, `${text}\n`);
}

async function write(checkout, files) {
  for (const [file, text] of files) {
    const place = path.join(checkout, file);
    if (text === undefined) {
      await fs.rm(place);
    } else {
      await fs.mkdir(path.dirname(place), { recursive: true });
      await fs.writeFile(place, text);
    }
  }
}
