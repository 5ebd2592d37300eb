import { isMap, type Document, type YAMLMap } from 'yaml';
import type { AnalyzeFileOptions, FileAnalysis } from '../files/FileAnalysis';
import { startsLikeSql } from '../embedded/analyzeEmbeddedSql';
import { listScalars, spanOf, textOf } from '../yaml/parseYaml';
import { readCalls } from './findRelationCalls';
import { readYamlPlace } from './readYamlPlace';
import { renameModelsInYaml } from './renameModelsInYaml';
import { renameRelation } from './renameRelation';
import { rewriteSources } from './rewriteSources';
import { rangeOf, YamlEditor } from './YamlEditor';

/** Renames the old dataset's source or model, and the tests and exposures that point to it. */
export function rewriteDbtYaml(
  document: Document,
  options: AnalyzeFileOptions,
): FileAnalysis {
  const editor = YamlEditor.create(options);
  if (isMap(document.contents)) {
    rewriteSources(document.contents, editor);
    renameModelsInYaml(document.contents, editor);
    rewriteCalls(document.contents, editor);
  }
  return editor.analysis;
}

/** `ref(…)` and `source(…)` in relationship tests and exposures; in hooks they are part of a query. */
function rewriteCalls(root: YAMLMap, editor: YamlEditor) {
  const { text, moves, projects, mentions, path: file } = editor.options;
  for (const { scalar, path, parent, isKey } of listScalars(root)) {
    const span = spanOf(scalar, text) ?? rangeOf(scalar);
    const isOther =
      isKey ||
      path.at(-1) === 'description' ||
      startsLikeSql(textOf(scalar) ?? '');
    const calls = isOther || !span ? [] : readCalls(text, span, moves);
    for (const call of calls.filter(({ target }) => target === 'old')) {
      editor.analysis.known.push(call);
      if (!call.move?.isCarried) {
        editor.analysis.references.push(call);
      }
      const { move } = call;
      if (!move) {
        continue;
      }
      const problem =
        call.problem ??
        projects.projectOf(file)?.problemOf(call) ??
        move.obstacle;
      const place =
        problem === undefined
          ? readYamlPlace({ path, parent, move, mentions, text })
          : { problem };
      if ('problem' in place) {
        editor.leaveAt(call.start, place.problem);
        continue;
      }
      editor.analysis.edits.push(...renameRelation(call), ...place.edits);
      place.columns.forEach(column =>
        editor.replaceColumn(column.scalar, column.field),
      );
    }
  }
}
