import type { AnalyzedFile } from '../analyzeFiles';
import type { DbtProjects } from '../dbt/DbtProjects';
import { decodeFile } from '../files/decodeFile';
import type { Edit, SourceFile } from '../types';
import { followConfig } from './followConfig';
import { followYaml } from './followYaml';
import type { Propagation } from './Propagation';

interface FollowModelsOptions {
  analyzed: AnalyzedFile[];
  files: SourceFile[];
  projects: DbtProjects;
  propagation: Propagation;
}

/** Lets what a project says of its models, in their configuration and in YAML, follow the new names of their outputs. */
export function followModels(options: FollowModelsOptions): AnalyzedFile[] {
  const { analyzed, files, propagation } = options;
  if (!propagation.carried.length) {
    return analyzed;
  }
  const known = new Map(analyzed.map(file => [file.path, file]));
  return files.flatMap(file => {
    const before = known.get(file.path);
    const text = before?.text ?? readYaml(file);
    const edits = text === undefined ? [] : listEdits(file.path, text, options);
    if (!edits.length || text === undefined) {
      return before ?? [];
    }
    const { path, content } = file;
    const empty = {
      path,
      content,
      text,
      drafts: [],
      references: [],
      outputs: [],
    };
    return {
      ...(before ?? empty),
      edits: [...(before?.edits ?? []), ...edits],
    };
  });
}

function listEdits(
  path: string,
  text: string,
  { projects, propagation }: FollowModelsOptions,
): Edit[] {
  const root = projects.projectOf(path)?.root;
  return propagation.carried
    .filter(carried => carried.root === root)
    .flatMap(carried => {
      const isDefinition = carried.path === path;
      const isYaml = /\.ya?ml$/i.test(path);
      const following = isDefinition
        ? followConfig(text, carried)
        : isYaml && followYaml(text, carried);
      return following && 'edits' in following ? following.edits : [];
    });
}

function readYaml({ path, content }: SourceFile): string | undefined {
  const decoded = /\.ya?ml$/i.test(path) ? decodeFile(content) : undefined;
  return decoded && 'text' in decoded ? decoded.text : undefined;
}
