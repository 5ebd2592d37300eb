import { InputError } from '@backstage/errors';
import { isAbsolute, normalize } from 'node:path/posix';
import type { SandboxCommand, SandboxLimits } from './Sandbox';

/** Belongs to the sandbox itself. */
const RESERVED = ['/proc', '/dev', '/usr', '/bin', '/lib', '/lib64', '/etc'];

function describeBadTarget(path: string): string | undefined {
  if (!isAbsolute(path) || normalize(path) !== path || path === '/') {
    return 'is no plain absolute path; give one such as /checkout';
  }
  const reserved = RESERVED.find(
    folder => path === folder || path.startsWith(`${folder}/`),
  );
  return reserved && `lies in ${reserved}, which is the sandbox's own`;
}

/** What is wrong with a command before anything of it is started: one sentence for each field. */
export function describeBadCommand(command: SandboxCommand): string[] {
  const problems: string[] = [];
  const { argv, environment, limits } = command;
  if (argv.length === 0) {
    problems.push('argv: is empty; give at least a program');
  }
  const targets: Array<[string, string]> = [
    ...command.mounts.map(({ target }, index): [string, string] => [
      `mounts[${index}].target`,
      target,
    ]),
    ...command.sockets.map(({ target }, index): [string, string] => [
      `sockets[${index}].target`,
      target,
    ]),
    ...command.masks.map((mask, index): [string, string] => [
      `masks[${index}]`,
      mask,
    ]),
  ];
  for (const [field, path] of targets) {
    const problem = describeBadTarget(path);
    if (problem) {
      problems.push(`${field}: "${path}" ${problem}`);
    }
  }
  if (!isAbsolute(command.workingDirectory)) {
    problems.push(
      `workingDirectory: "${command.workingDirectory}" is no absolute path; give one such as /checkout`,
    );
  }
  const texts = [
    ...argv,
    command.workingDirectory,
    ...targets.map(([, path]) => path),
    ...Object.entries(environment).flat(),
    ...[...command.mounts, ...command.sockets].map(({ source }) => source),
  ];
  if (texts.some(text => text.includes('\0'))) {
    problems.push('a NUL is in an argument, a path or the environment');
  }
  for (const name of Object.keys(limits) as Array<keyof SandboxLimits>) {
    if (!(limits[name] > 0)) {
      problems.push(`limits.${name}: ${limits[name]} is not above 0`);
    }
  }
  return problems;
}

/** Throws when a command cannot be meant so, naming everything that is wrong. */
export function assertSandboxCommand(command: SandboxCommand): void {
  const problems = describeBadCommand(command);
  if (problems.length > 0) {
    throw new InputError(
      `A command for the sandbox is wrong: ${problems.join('; ')}`,
    );
  }
}
