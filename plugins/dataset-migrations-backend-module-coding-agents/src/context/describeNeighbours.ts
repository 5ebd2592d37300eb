import { folderOf, isTest, nameOf, stemOf } from './places';
import type { RepositoryView } from './RepositoryView';

/** What lies around a file that is to be changed. */
export interface Neighbours {
  file: string;
  /** Of the file; 0 when it is no text. */
  lines: number;
  /** Lines by which it takes in others, as they stand there. */
  imports: string[];
  /** Files of the repository that these lines seem to mean. */
  imported: string[];
  /** Other files that name it. */
  namedIn: string[];
  /** Tests that seem to be its own. */
  tests: string[];
  /** Other files of its folder. */
  beside: string[];
}

const MOST = { imports: 10, imported: 5, namedIn: 5, tests: 5, beside: 10 };

const IMPORT =
  /^(import|from|using|use|require|include|source|library|load|open|package)\b.*|^(?:const|let|var)\s.*\brequire\(.*|^#include\b.*|.*\{\{\s*(?:ref|source)\(.*/;

/** Longer ones are generated, and slow to look through. */
const LONGEST_LINE = 300;

/** So short a stem is found in any text. */
const SHORTEST_STEM = 4;

/** What lies around one file, by names and lines alone; `texts` are the files that may name it. */
export async function describeNeighbours(
  file: string,
  view: RepositoryView,
  texts: ReadonlyMap<string, string>,
): Promise<Neighbours> {
  const text = (await view.read(file)) ?? '';
  const stem = stemOf(file);
  const others = view.paths.filter(path => path !== file);
  const imports = text
    .split('\n')
    .map(line => line.slice(0, LONGEST_LINE).trim())
    .filter(line => IMPORT.test(line));
  const words = new Set(imports.join('\n').match(/\w{3,}/g) ?? []);
  const named = new RegExp(`\\b${escape(stem)}\\b`);
  const isNamed = stem.length >= SHORTEST_STEM;
  return {
    file,
    lines: text === '' ? 0 : text.split('\n').length,
    imports: imports.slice(0, MOST.imports),
    imported: others
      .filter(
        path =>
          words.has(stemOf(path)) && extensionOf(path) === extensionOf(file),
      )
      .slice(0, MOST.imported),
    namedIn: isNamed
      ? [...texts]
          .filter(([path, content]) => path !== file && named.test(content))
          .map(([path]) => path)
          .slice(0, MOST.namedIn)
      : [],
    tests: others
      .filter(path => isNamed && isTest(path) && nameOf(path).includes(stem))
      .slice(0, MOST.tests),
    beside: others
      .filter(path => folderOf(path) === folderOf(file))
      .slice(0, MOST.beside),
  };
}

function extensionOf(path: string): string {
  return nameOf(path).replace(/^[^.]*/, '');
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
