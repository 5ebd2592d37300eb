import { isMap, isScalar, type Scalar, type YAMLMap } from 'yaml';
import { listScalars, mapsAt, scalarAt, textOf } from '../yaml/parseYaml';
import type { DefinedModel } from './ModelDefinitions';
import { newPart } from './sayAgain';
import type { YamlEditor } from './YamlEditor';

/** Keys of lists whose entries say more about something that the project defines, by its name. */
const PROPERTIES = ['models', 'seeds', 'snapshots'];

/** Renames what YAML says of models that the project defines, along with their files. */
export function renameModelsInYaml(root: YAMLMap, editor: YamlEditor) {
  const { projects, path } = editor.options;
  const project = projects.projectOf(path);
  for (const model of project?.models.list() ?? []) {
    for (const key of PROPERTIES) {
      for (const entry of mapsAt(root, key)) {
        const name = scalarAt(entry, 'name');
        const { fate } = model;
        const isTwice =
          fate.kind === 'moved' && project?.models.isDescribed(fate.to);
        if (isName(name, model.name) && isTwice) {
          editor.leave(
            name,
            `${fate.path} defines ${fate.to}, which is described elsewhere too. Put both descriptions together by hand.`,
          );
        } else if (isName(name, model.name)) {
          settle(name, model, editor);
          renameAlias(entry, model, editor);
        }
      }
    }
    for (const test of mapsAt(root, 'unit_tests')) {
      if (isName(scalarAt(test, 'model'), model.name)) {
        settle(scalarAt(test, 'model'), model, editor);
      }
    }
    if (/(?:^|\/)dbt_project\.ya?ml$/.test(path)) {
      const keys = model.places.flatMap(
        place => findConfigKey(root, place, model.name) ?? [],
      );
      new Set(keys).forEach(key => settle(key, model, editor));
    }
    for (const selector of mapsAt(root, 'selectors')) {
      leaveSelectors(selector, model, editor);
    }
  }
}

/** The new name; or nothing, where the old model stays. */
function settle(
  scalar: Scalar | undefined,
  { move, fate }: DefinedModel,
  editor: YamlEditor,
) {
  if (fate.kind === 'renamed' || fate.kind === 'moved') {
    editor.replace(scalar, fate.to, `${move.path}.to.names`);
  } else if (fate.kind === 'kept') {
    editor.pass(scalar);
  } else {
    editor.leave(scalar, fate.message);
  }
}

/** An alias is the name of the table itself. */
function renameAlias(
  entry: YAMLMap,
  { move, fate }: DefinedModel,
  editor: YamlEditor,
) {
  const config: unknown = entry.get('config', true);
  const alias = isMap(config) ? scalarAt(config, 'alias') : undefined;
  const to = newPart(alias, 1, move);
  const follows = fate.kind === 'renamed' || fate.kind === 'moved';
  if (follows && to !== undefined) {
    editor.replace(alias, to, `${move.path}.to.names`);
  }
}

/** The key of `dbt_project.yml` that configures a model by the folders to it; another key of its name is a folder. */
function findConfigKey(
  root: YAMLMap,
  place: string[],
  name: string,
): Scalar | undefined {
  let level: YAMLMap | undefined = root;
  for (const key of place) {
    const node: unknown = level?.get(key, true);
    level = isMap(node) ? node : undefined;
  }
  const found = level?.items.find(({ key }) => isName(key, name))?.key;
  return isScalar(found) ? found : undefined;
}

/** Which models a selector takes is said by patterns of their names. */
function leaveSelectors(
  selector: YAMLMap,
  { name, fate }: DefinedModel,
  editor: YamlEditor,
) {
  for (const { scalar, isKey } of listScalars(selector)) {
    const value = textOf(scalar)?.replace(/^(?:@|\d*\+)|\+\d*$/g, '');
    const follows = fate.kind === 'renamed' || fate.kind === 'moved';
    if (follows && !isKey && value === name) {
      editor.leave(
        scalar,
        `The selector takes the model ${name}, which is called ${fate.to} now. Change it by hand.`,
      );
    }
  }
}

function isName(node: unknown, name: string): boolean {
  return isScalar(node) && node.value === name;
}
