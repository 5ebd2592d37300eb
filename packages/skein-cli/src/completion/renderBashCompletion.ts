import type {
  CommandDescription,
  ValueDescription,
} from './CommandDescription';
import { flattenCommands } from './describeCommand';
import { quoteForPosix } from './quote';

/** A script that teaches bash the commands and options. */
export function renderBashCompletion(root: CommandDescription): string {
  const all = flattenCommands(root);
  return [
    `# for ~/.bashrc: eval "$(${root.name} completion bash)"`,
    `_${root.name}() {`,
    `  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}"`,
    `  local at=${root.name} words='' index`,
    '  for ((index = 1; index < COMP_CWORD; index++)); do',
    '    case "$at ${COMP_WORDS[index]}" in',
    `      ${patternOf(
      all.slice(1).map(({ words }) => words),
    )}) at+=" \${COMP_WORDS[index]}" ;;`,
    '    esac',
    '  done',
    '  case "$at $previous" in',
    ...all.flatMap(({ words, options }) =>
      options.flatMap(({ names, value }) =>
        value
          ? [
              `    ${patternOf(names.map(name => `${words} ${name}`))}) ${actOf(
                value,
              )}; return ;;`,
            ]
          : [],
      ),
    ),
    '  esac',
    '  case "$at" in',
    ...all.map(
      command =>
        `    ${quoteForPosix(command.words)}) words=${quoteForPosix(
          wordsOf(command).join(' '),
        )}${takesFiles(command) ? '' : '; compopt +o default'} ;;`,
    ),
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    // what is not a word of ours is completed as a file
    `complete -o default -F _${root.name} ${root.name}`,
    '',
  ].join('\n');
}

function patternOf(alternatives: string[]): string {
  return alternatives.map(quoteForPosix).join(' | ');
}

function actOf(value: ValueDescription): string {
  if (value.kind === 'choice') {
    return `COMPREPLY=($(compgen -W ${quoteForPosix(
      value.choices.join(' '),
    )} -- "$current"))`;
  }
  return value.kind === 'file'
    ? 'COMPREPLY=()'
    : 'COMPREPLY=(); compopt +o default';
}

function wordsOf({ commands, options, argument }: CommandDescription) {
  return [
    ...commands.map(({ name }) => name),
    ...(argument?.kind === 'choice' ? argument.choices : []),
    ...options.flatMap(({ names }) => names),
  ];
}

function takesFiles({ argument }: CommandDescription): boolean {
  return argument?.kind === 'file';
}
