import { nameOf } from './places';

/** By which files a tool that builds, runs or checks a repository is known. */
const BUILD_TOOLS: ReadonlyArray<readonly [tool: string, file: RegExp]> = [
  ['Maven', /^pom\.xml$/],
  ['Gradle', /^build\.gradle(\.kts)?$/],
  ['sbt', /^build\.sbt$/],
  ['Bazel', /^(BUILD|WORKSPACE|MODULE)(\.bazel)?$/],
  ['npm', /^package\.json$/],
  [
    'Python',
    /^(pyproject\.toml|setup\.(py|cfg)|requirements[-.\w]*\.(txt|in)|Pipfile|environment\.ya?ml)$/,
  ],
  ['R', /^(DESCRIPTION|renv\.lock)$/],
  ['Go', /^go\.mod$/],
  ['Cargo', /^Cargo\.toml$/],
  ['.NET', /\.(cs|fs)proj$/],
  ['dbt', /^dbt_project\.ya?ml$/],
  ['Dataform', /^(dataform\.json|workflow_settings\.yaml)$/],
  ['LookML', /\.model\.lkml$/],
  ['Terraform', /\.tf$/],
  ['Docker', /^Dockerfile(\.\w+)?$/],
  ['make', /^(GNUm|M|m)akefile$/],
  ['sqlfluff', /^\.sqlfluff$/],
];

/** A tool, and the files that it is known by. */
export interface BuildTool {
  tool: string;
  files: string[];
}

export function findBuildTools(paths: readonly string[]): BuildTool[] {
  return BUILD_TOOLS.map(([tool, file]) => ({
    tool,
    files: paths.filter(path => file.test(nameOf(path))),
  })).filter(({ files }) => files.length > 0);
}
