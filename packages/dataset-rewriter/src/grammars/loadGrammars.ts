import { classifyFile, type FileKind } from '../files/classifyFile';
import { emptyAnalysis } from '../files/FileAnalysis';
import { createNotebookGrammar } from '../notebook/createNotebookGrammar';
import { jsonGrammar } from '../json/jsonGrammar';
import { createJvmGrammar } from '../jvm/createJvmGrammar';
import { lookmlGrammar } from '../lookml/lookmlGrammar';
import { createPythonGrammar } from '../python/createPythonGrammar';
import { sqlGrammar } from '../sql/sqlGrammar';
import { loadSqlParser } from '../sql/parse/parseScript';
import { createTerraformGrammar } from '../terraform/createTerraformGrammar';
import { createTypescriptGrammar } from '../typescript/createTypescriptGrammar';
import { textGrammar } from '../text/textGrammar';
import { yamlGrammar } from '../yaml/yamlGrammar';
import type { Grammar } from './Grammar';

/** Every name in it reads nothing. */
const proseGrammar: Grammar = {
  analyze: ({ text }) => ({
    ...emptyAnalysis(),
    prose: [{ start: 0, end: text.length }],
  }),
};

/** How each kind of file is read; kinds that many repositories lack are loaded when they are needed. */
const LOADERS: Record<FileKind, () => Grammar | Promise<Grammar>> = {
  sql: () => sqlGrammar,
  yaml: () => yamlGrammar,
  python: createPythonGrammar,
  notebook: createNotebookGrammar,
  scala: () => createJvmGrammar('scala'),
  java: () => createJvmGrammar('java'),
  lookml: () => lookmlGrammar,
  terraform: createTerraformGrammar,
  typescript: () => createTypescriptGrammar('typescript'),
  tsx: () => createTypescriptGrammar('tsx'),
  json: () => jsonGrammar,
  prose: () => proseGrammar,
  unsupported: () => textGrammar,
};

/** Makes ready what reads files of these paths; gives the grammar of each path. */
export async function loadGrammars(
  paths: string[],
): Promise<(path: string) => Grammar> {
  await loadSqlParser();
  const grammars = new Map<FileKind, Grammar>();
  for (const kind of new Set(paths.map(classifyFile))) {
    grammars.set(kind, await LOADERS[kind]());
  }
  return path => grammars.get(classifyFile(path)) ?? textGrammar;
}
