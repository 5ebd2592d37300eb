/** How a file is read: by which grammar, or as prose, or by none. */
export type FileKind =
  | 'sql'
  | 'yaml'
  | 'python'
  | 'notebook'
  | 'scala'
  | 'java'
  | 'lookml'
  | 'terraform'
  | 'typescript'
  | 'tsx'
  | 'json'
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
  ipynb: 'notebook',
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
  md: 'prose',
  mdx: 'prose',
  rst: 'prose',
  adoc: 'prose',
  txt: 'prose',
};

/** Endings of templates; what the file is when it is filled in stands in front of them. */
const TEMPLATE = /(?<=\.\w+)\.(?:template|tmpl|tpl|jinja2?|j2)$/i;

/** Chooses the grammar by the file's name. */
export function classifyFile(path: string): FileKind {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(TEMPLATE, '');
  const ending = /\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? '';
  if (/^(readme|changelog|license|notice|codeowners)$/i.test(name)) {
    return 'prose';
  }
  return Object.hasOwn(KINDS, ending) ? KINDS[ending] : 'unsupported';
}
