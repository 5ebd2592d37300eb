import type { RepositoryCheck } from '../RepositoryCheck';
import { findProjects } from './folders';
import { matchFailures } from './matchFailures';

/** A build of a project that has one of the files, without a network. */
function build(options: {
  id: string;
  probe: string[];
  names: string[];
  argv: string[];
  failures: RegExp;
}): RepositoryCheck {
  return {
    id: options.id,
    probe: options.probe,
    async plan(files) {
      return findProjects(files, options.names).map(folder => ({
        folder,
        argv: options.argv,
      }));
    },
    findFailures: output => matchFailures(output, options.failures),
  };
}

/** The tests of a Maven project, with what is in the local repository. */
export const maven = build({
  id: 'mvn test',
  probe: ['mvn', '--version'],
  names: ['pom.xml'],
  argv: ['mvn', '--offline', '--quiet', '--batch-mode', 'test'],
  failures:
    /^\[ERROR\] (?!(?:-> )?\[Help|To see the full|Re-run Maven|For more information)(\S.*)$/gm,
});

/** The tests of an sbt project, with what is in the caches. */
export const sbt = build({
  id: 'sbt test',
  probe: ['sbt', '--script-version'],
  names: ['build.sbt'],
  argv: ['sbt', '-batch', '-Dsbt.offline=true', '-Dsbt.color=false', 'test'],
  failures: /^\[error\] (?!Total time|\(.*\) .*TestsFailed)(\S.*)$/gm,
});

/** The tests of a Gradle project, with what is in the caches; its wrapper would fetch another Gradle. */
export const gradle = build({
  id: 'gradle test',
  probe: ['gradle', '--version'],
  names: ['build.gradle', 'build.gradle.kts'],
  argv: ['gradle', '--offline', '--no-daemon', '--console=plain', 'test'],
  failures:
    /^(?:(?:e|error): .+|(?!BUILD )\S.* FAILED|.+: error: .+|> (?:Could not|Compilation) .+)$/gm,
});
