import type {
  CommandDescription,
  OptionDescription,
  ValueDescription,
} from './CommandDescription';
import { flattenCommands } from './describeCommand';
import { quoteForFish } from './quote';

/** A script that teaches fish the commands and options, with what each is for. */
export function renderFishCompletion(root: CommandDescription): string {
  const all = flattenCommands(root);
  return [
    `# a file ${root.name}.fish in ~/.config/fish/completions`,
    `function __${root.name}_at`,
    `  set -l at ${root.name}`,
    '  for word in (commandline -opc)[2..-1]',
    '    switch "$at $word"',
    `      case ${all
      .slice(1)
      .map(({ words }) => quoteForFish(words))
      .join(' ')}`,
    '        set at "$at $word"',
    '    end',
    '  end',
    '  test "$at" = "$argv[1]"',
    'end',
    `complete -c ${root.name} -f`,
    ...all.flatMap(command => linesOf(root.name, command)),
    '',
  ].join('\n');
}

function linesOf(name: string, command: CommandDescription): string[] {
  const here = `complete -c ${name} -n ${quoteForFish(
    `__${name}_at ${quoteForFish(command.words)}`,
  )}`;
  return [
    ...command.commands.map(
      child => `${here} -a ${child.name} -d ${quoteForFish(child.description)}`,
    ),
    ...(command.argument && command.argument.kind !== 'any'
      ? [`${here} ${valueOf(command.argument, { isArgument: true })}`]
      : []),
    ...command.options.map(option => `${here} ${flagsOf(option)}`),
  ];
}

function flagsOf({ names, description, value }: OptionDescription): string {
  return [
    ...names.map(name =>
      name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
    ),
    ...(value ? [valueOf(value, { isArgument: false })] : []),
    `-d ${quoteForFish(description)}`,
  ].join(' ');
}

function valueOf(
  value: ValueDescription,
  { isArgument }: { isArgument: boolean },
): string {
  if (value.kind === 'choice') {
    const words = `-a ${quoteForFish(value.choices.join(' '))}`;
    return isArgument ? words : `-x ${words}`;
  }
  if (value.kind === 'file') {
    return isArgument ? '-F' : '-r -F';
  }
  return '-x';
}
