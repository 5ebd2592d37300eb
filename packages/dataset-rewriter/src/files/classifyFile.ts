/** How a file is read: by which grammar, or as prose, or by none. */
export type FileKind =
  | 'sql'
  | 'yaml'
  | 'python'
  | 'scala'
  | 'java'
  | 'lookml'
  | 'terraform'
  | 'typescript'
  | 'tsx'
  | 'json'
  | 'notebook'
  | 'prose'
  | 'unsupported';

const KINDS: Record<string, FileKind> = {
  sql: 'sql',
  bq: 'sql',
  bqsql: 'sql',
  hql: 'sql',
  ddl: 'sql',
  dml: 'sql',
  yml: 'yaml',
  yaml: 'yaml',
  py: 'python',
  scala: 'scala',
  sc: 'scala',
  java: 'java',
  lkml: 'lookml',
  lookml: 'lookml',
  tf: 'terraform',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  js: 'tsx',
  jsx: 'tsx',
  mjs: 'tsx',
  cjs: 'tsx',
  json: 'json',
  ipynb: 'notebook',
  md: 'prose',
  mdx: 'prose',
  rst: 'prose',
  adoc: 'prose',
  txt: 'prose',
};

/** Chooses the grammar by the file's name. */
export function classifyFile(path: string): FileKind {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ending = /\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? '';
  if (/^(readme|changelog|license|notice|codeowners)$/i.test(name)) {
    return 'prose';
  }
  return Object.hasOwn(KINDS, ending) ? KINDS[ending] : 'unsupported';
}
