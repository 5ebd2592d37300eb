import { isMap, isSeq } from 'yaml';
import { parseYaml, scalarAt, textOf } from '../yaml/parseYaml';

/** What `dbt_project.yml` says about where a project keeps what. */
export interface ProjectConfig {
  name?: string;
  models: string[];
  seeds: string[];
}

/** The keys that name folders, the newest first, and what dbt takes when there is none. */
const FOLDERS = {
  models: { keys: ['model-paths', 'source-paths'], usual: ['models/'] },
  seeds: { keys: ['seed-paths', 'data-paths'], usual: ['seeds/', 'data/'] },
};

/** Reads the name and the folders of a project; absent where the file cannot be read, or a folder is known to the run alone. */
export function readProjectConfig(text: string): ProjectConfig | undefined {
  const parsed = parseYaml(text);
  const root = 'problem' in parsed ? undefined : parsed.documents[0]?.contents;
  if (!isMap(root)) {
    return undefined;
  }
  const foldersOf = ({ keys, usual }: { keys: string[]; usual: string[] }) => {
    const written: unknown = keys
      .map(key => root.get(key, true))
      .find(node => node !== undefined);
    return isSeq(written)
      ? written.items.map(item => cleanFolder(String(item)))
      : usual;
  };
  const models = foldersOf(FOLDERS.models);
  const seeds = foldersOf(FOLDERS.seeds);
  return [...models, ...seeds].some(folder => /[{}]/.test(folder))
    ? undefined
    : { name: textOf(scalarAt(root, 'name')), models, seeds };
}

/** Without what stands for the project itself, with a slash at its end unless it is empty. */
function cleanFolder(folder: string): string {
  const clean = folder.replace(/^(?:\.?\/)+|\/+$/g, '');
  return clean === '' || clean === '.' ? '' : `${clean}/`;
}
