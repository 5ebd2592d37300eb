// One case in a process of its own, so that its time and memory are its own: `measureCase.mjs CASE DIR`. Prints JSON.
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { loadPart, loadRewriter } from '../loadRewriter.mjs';
import { ESTATE_CONTRACT, ESTATE_WORDS } from './estate.mjs';

const CASES = {
  /** Everything: read all, rewrite, write what changed. */
  async rewrite(directory) {
    const { rewrite } = loadRewriter();
    const began = performance.now();
    const files = readAll(directory);
    const result = await rewrite({ contract: ESTATE_CONTRACT, files });
    for (const file of result.files) {
      fs.writeFileSync(path.join(directory, file.path), file.after);
    }
    return { began, changed: result.files.length };
  },
  /** The peer that knows no grammar. */
  sed(directory) {
    const began = performance.now();
    const script = ESTATE_WORDS.map(([old, to]) => `s/\\b${old}\\b/${to}/g`);
    run('find', [
      directory,
      '-type',
      'f',
      '-exec',
      'sed',
      '-i',
      script.join(';'),
      '{}',
      '+',
    ]);
    return { began };
  },
  /** The bare minimum of any tool that understands: find the files, read and parse them. */
  async grepAndParse(directory) {
    const parseAll = await createParser();
    const began = performance.now();
    const pattern = 'user_activity_v1|core.user_activity';
    const listed = run('grep', ['-rlE', pattern, directory], {
      mayFindNothing: true,
    });
    await parseAll(listed.split('\n').filter(Boolean));
    return { began };
  },
  /** What a tool pays that parses all it finds. */
  async parseAll(directory) {
    const parseAll = await createParser();
    const began = performance.now();
    await parseAll(listAll(directory).map(file => path.join(directory, file)));
    return { began };
  },
  /** The floor of memory: all files are read, as the rewriter has to hold them. */
  read(directory) {
    loadRewriter();
    const began = performance.now();
    return { began, files: readAll(directory).length };
  },
};

async function createParser() {
  const { loadGrammars } = loadPart('grammars/loadGrammars');
  const { chooseDialect } = loadPart('sql/parse/dialects');
  const dialect = chooseDialect(ESTATE_CONTRACT);
  return async files => {
    const grammarOf = await loadGrammars(files);
    for (const file of files) {
      grammarOf(file).read?.(fs.readFileSync(file, 'utf8'), dialect);
    }
  };
}

function listAll(directory) {
  return fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      path.relative(directory, path.join(entry.parentPath, entry.name)),
    );
}

function readAll(directory) {
  return listAll(directory).map(file => ({
    path: file,
    content: fs.readFileSync(path.join(directory, file)),
  }));
}

function run(command, args, { mayFindNothing = false } = {}) {
  const { status, stdout, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error || (status !== 0 && !(mayFindNothing && status === 1))) {
    throw error ?? new Error(`${command} failed (exit ${status})`);
  }
  return stdout;
}

const [name, directory] = process.argv.slice(2);
const { began, ...rest } = await CASES[name](directory);
const seconds = (performance.now() - began) / 1000;
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ seconds, megabytes, ...rest }));
