import fs from 'node:fs/promises';
import path from 'node:path';
import { say, ScriptError } from '../../say.mjs';
import { createRow } from '../createRow.mjs';
import { loadPart, loadRewriter } from '../loadRewriter.mjs';
import { GitRepository } from '../replay/GitRepository.mjs';
import { readCorpusFile } from './readCorpusFile.mjs';

const USAGE =
  'Usage: npm run bench -- corpus -- [--dialect NAME] [--under FOLDER] DIR… — checkouts, or bare repositories whose HEAD is read';

/** A file that takes longer counts as timed out; in a run of the rewriter it would be listed. */
const LONGEST_MILLISECONDS = 30_000;
const WORST = 8;

/** How much of the SQL of any checkouts is understood. */
export async function runBench(args) {
  const { directories, platform, under } = readOptions(args);
  const dialect = loadPart('sql/parse/dialects').chooseDialect({
    spec: { datasets: [{ from: { names: [{ platform }] } }] },
  });
  await loadPart('sql/parse/parseScript').loadSqlParser();
  const rows = [];
  for (const directory of directories) {
    const files = await readSql(directory, under);
    const read = files.map(({ path: file, text }) => ({
      file,
      ...readCorpusFile(text, dialect),
    }));
    const name = nameOf(directory);
    rows.push(...toRows(name, read));
    rows.push(await checkHandled(name, platform, files, read));
    describeWorst(name, read);
  }
  return rows;
}

function readOptions(args) {
  const options = { directories: [], platform: 'bigquery', under: '' };
  for (let at = 0; at < args.length; at += 1) {
    if (args[at] === '--dialect') {
      options.platform = args[(at += 1)];
    } else if (args[at] === '--under') {
      options.under = args[(at += 1)];
    } else {
      options.directories.push(args[at]);
    }
  }
  if (!options.directories.length) {
    throw new ScriptError(USAGE);
  }
  return options;
}

async function readSql(directory, under) {
  const { decodeFile } = loadPart('files/decodeFile');
  const isBare = await fs.stat(path.join(directory, 'HEAD')).catch(() => false);
  const all = isBare
    ? await new GitRepository(directory).readTree('HEAD')
    : await readFolder(directory);
  return all
    .filter(file => /\.sql$/i.test(file.path) && file.path.startsWith(under))
    .flatMap(file => {
      const decoded = decodeFile(file.content);
      return 'text' in decoded ? [{ path: file.path, ...decoded }] : [];
    });
}

async function readFolder(directory) {
  const entries = await fs.readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries.filter(entry => entry.isFile());
  return Promise.all(
    files.map(async entry => {
      const file = path.join(entry.parentPath, entry.name);
      return {
        path: path.relative(directory, file),
        content: await fs.readFile(file),
      };
    }),
  );
}

function nameOf(directory) {
  const name = path.basename(path.resolve(directory));
  return name === 'repo'
    ? path.basename(path.dirname(path.resolve(directory)))
    : name;
}

function toRows(name, read) {
  const plain = read.filter(({ hasJinja }) => !hasJinja);
  const templated = read.filter(({ hasJinja }) => hasJinja);
  const share = (title, files, test, target) =>
    files.length
      ? [
          createRow({
            case: `${name}: ${title}`,
            size: `${files.length} files`,
            value: (100 * files.filter(test).length) / files.length,
            unit: '%',
            target,
          }),
        ]
      : [];
  return [
    ...share('parsed, without Jinja', plain, f => f.parsed, '>= 99'),
    ...share('parsed, with Jinja', templated, f => f.parsed, '>= 97'),
    ...share('every table resolved', read, f => f.resolved),
    ...share(
      'in time',
      read,
      f => f.milliseconds <= LONGEST_MILLISECONDS,
      '>= 100',
    ),
  ];
}

/** Whether the rewriter says something of each file that does not parse, when a name in it is to move. */
async function checkHandled(name, platform, files, read) {
  const unparsed = files.filter((_, index) => !read[index].parsed);
  const old = 'skein_bench.old_schema.old_table_v1';
  const side = (entityRef, spelled) => ({
    entityRef,
    names: [{ platform, name: spelled }],
  });
  const contract = {
    apiVersion: 'skein.dev/v1alpha1',
    kind: 'MappingContract',
    metadata: { name: 'corpus' },
    spec: {
      outputs: 'preserve',
      datasets: [
        {
          from: side('resource:default/old', old),
          to: side('resource:default/new', 'skein_bench.new_schema.new_table'),
          fields: [],
        },
      ],
    },
  };
  const { files: changed, findings } = await loadRewriter().rewrite({
    contract,
    files: unparsed.map(file => ({
      path: file.path,
      content: new TextEncoder().encode(`${file.text}\nSELECT a FROM ${old}`),
    })),
  });
  const seen = new Set([
    ...changed.map(f => f.path),
    ...findings.map(f => f.file),
  ]);
  return createRow({
    case: `${name}: not parsed, and a name in it is moved or listed`,
    size: `${unparsed.length} files`,
    value: unparsed.length ? (100 * seen.size) / unparsed.length : 100,
    unit: '%',
    target: '>= 100',
  });
}

function describeWorst(name, read) {
  const bad = read.filter(({ parsed }) => !parsed).slice(0, WORST);
  const slow = [...read]
    .sort((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, 3);
  say(`\n${name}: ${read.length} files of SQL`);
  bad.forEach(({ file, problem }) =>
    say(`  not parsed ${file}: ${problem?.slice(0, 140)}`),
  );
  slow.forEach(({ file, milliseconds }) =>
    say(`  slowest ${file}: ${Math.round(milliseconds)} ms`),
  );
}
