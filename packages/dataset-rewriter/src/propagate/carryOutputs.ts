import type { FilePlan } from '../analyzeFile';
import type { DbtProjects, TextFile } from '../dbt/DbtProjects';
import { decodeFile } from '../files/decodeFile';
import type { RenamedColumn } from '../sql/resolve/listRenamed';
import type { SourceFile } from '../types';
import { findOtherReader, holds } from './findOtherReader';
import { followConfig, mentions } from './followConfig';
import { followYaml } from './followYaml';
import type { CarriedModel, Propagation } from './Propagation';

interface CarryOutputsOptions {
  /** What is to be done with each file, as far as names flow on by `propagation`. */
  plans: { file: TextFile; plan: FilePlan }[];
  files: SourceFile[];
  projects: DbtProjects;
  propagation: Propagation;
  /** How often was looked, from 1. */
  round: number;
}

const MODEL = /([^/]+)\.sql$/i;
const NO_MODEL =
  /(?:^|\/)(?:macros|tests|analyses|analysis|snapshots|dbt_packages)\//i;
/** A chain of models cannot be longer than there are rounds; then all names are kept. */
const MOST_ROUNDS = 60;

/**
 * How far new names flow on after another look: to the readers of each model whose outputs are renamed, unless one of them
 * cannot follow, which keeps the names of that model.
 */
export function carryOutputs(options: CarryOutputsOptions): Propagation {
  const { plans, propagation, round } = options;
  const isKept = new Set(propagation.kept.map(({ path }) => path));
  const kept = [...propagation.kept];
  const carried: CarriedModel[] = [];
  for (const { file, plan } of plans) {
    if (!plan.outputs.length || isKept.has(file.path)) {
      continue;
    }
    const model = toModel(file, plan.outputs, options);
    const reason =
      round > MOST_ROUNDS
        ? 'the chain of its readers does not end'
        : findProblem(file, plan.outputs, model, options);
    if (reason !== undefined) {
      kept.push({ path: file.path, reason });
    } else if (model) {
      carried.push(model);
    }
  }
  return { kept, carried };
}

function findProblem(
  file: TextFile,
  outputs: RenamedColumn[],
  model: CarriedModel | undefined,
  options: CarryOutputsOptions,
): string | undefined {
  return model
    ? findModelProblem(model, file, options)
    : findTableProblem(file, outputs, options);
}

function toModel(
  { path }: TextFile,
  renamed: RenamedColumn[],
  { projects }: CarryOutputsOptions,
): CarriedModel | undefined {
  const project = projects.projectOf(path);
  const model = MODEL.exec(path)?.[1];
  return project && model !== undefined && !NO_MODEL.test(path)
    ? { root: project.root, model, path, renamed }
    : undefined;
}

/** Why the outputs of a model have to keep their names. */
function findModelProblem(
  carried: CarriedModel,
  { text, path }: TextFile,
  options: CarryOutputsOptions,
): string | undefined {
  const { files, plans, propagation, projects } = options;
  const { root, model } = carried;
  const isOwn = (other: string) => projects.projectOf(other)?.root === root;
  if (/\{%-?\s*snapshot\b/.test(text)) {
    return 'a snapshot stores its columns under their names';
  }
  if (/_v\d+$/.test(model)) {
    return 'it may be a version of a model, which is read by another name';
  }
  const config = followConfig(text, carried);
  if ('problem' in config) {
    return config.problem;
  }
  const alias = /\balias\s*=\s*['"]([^'"]+)['"]/.exec(text)?.[1];
  for (const name of alias === undefined ? [model] : [model, alias]) {
    const reader = findOtherReader({
      name,
      files: files.filter(file => file.path !== path),
      isFollowed: other => isOwn(other) && /\.(?:sql|ya?ml)$/i.test(other),
    });
    if (reader) {
      return `${reader.path}:${reader.line} names ${name} in a way that is not followed`;
    }
  }
  for (const file of files) {
    const problem = isOwn(file.path)
      ? findYamlProblem(file, carried)
      : undefined;
    if (problem !== undefined) {
      return `${file.path}: ${problem}`;
    }
  }
  const wasCarried = propagation.carried.some(each => each.path === path);
  const reader = wasCarried
    ? plans.find(
        ({ file, plan }) =>
          file.path !== path &&
          isOwn(file.path) &&
          reads(file.text, model) &&
          plan.drafts.some(({ kind }) => kind !== 'judgement'),
      )
    : undefined;
  return reader && `${reader.file.path} reads it, and cannot follow`;
}

function findYamlProblem(
  { path, content }: SourceFile,
  carried: CarriedModel,
): string | undefined {
  const mayName = /\.ya?ml$/i.test(path) && holds(content, carried.model);
  const decoded = mayName ? decodeFile(content) : undefined;
  const following =
    decoded && 'text' in decoded
      ? followYaml(decoded.text, carried)
      : undefined;
  return following && 'problem' in following ? following.problem : undefined;
}

/** Why a query that gives rows, or makes a table, has to keep its names. */
function findTableProblem(
  { path, text }: TextFile,
  renamed: RenamedColumn[],
  { files }: CarryOutputsOptions,
): string | undefined {
  const ownName = path.slice(path.lastIndexOf('/') + 1);
  // A template without its project may be a model all the same.
  const models = /\{[{%]/.test(text) ? [ownName.replace(/\.\w+$/, '')] : [];
  const tables = new Set(renamed.flatMap(({ table }) => table?.at(-1) ?? []));
  for (const name of new Set([ownName, ...models, ...tables])) {
    const reader = findOtherReader({
      name,
      files: tables.has(name) ? files : files.filter(f => f.path !== path),
      isFollowed: () => false,
      definedIn: path,
    });
    if (reader) {
      return `${reader.path}:${reader.line} reads ${name}`;
    }
  }
  return undefined;
}

/** Whether a text reads a model by `ref`. */
export function reads(text: string, model: string): boolean {
  return (
    mentions(text, model) &&
    [...text.matchAll(/\bref\s*\(([^()]*)\)/g)].some(([, names]) =>
      mentions(names, model),
    )
  );
}
