import type {
  CommandDescription,
  ValueDescription,
} from './CommandDescription';
import { flattenCommands } from './describeCommand';
import { quoteForPosix } from './quote';

/** A script that teaches zsh the commands and options, with what each is for. */
export function renderZshCompletion(root: CommandDescription): string {
  const all = flattenCommands(root);
  return [
    `#compdef ${root.name}`,
    `# a file _${root.name} in a folder of $fpath, or for ~/.zshrc: source <(${root.name} completion zsh)`,
    `_${root.name}() {`,
    `  local at=${root.name} index`,
    '  local -a commands options choices',
    '  for ((index = 2; index < CURRENT; index++)); do',
    '    case "$at ${words[index]}" in',
    `      ${patternOf(
      all.slice(1).map(({ words }) => words),
    )}) at+=" \${words[index]}" ;;`,
    '    esac',
    '  done',
    '  case "$at ${words[CURRENT-1]}" in',
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
    ...all.flatMap(command => [
      `    ${patternOf([command.words])}`.concat(')'),
      `      commands=(${command.commands.map(described).join(' ')})`,
      `      options=(${command.options
        .flatMap(({ names, description }) =>
          names.map(name => described({ name, description })),
        )
        .join(' ')})`,
      ...(command.argument ? [`      ${actOf(command.argument)}`] : []),
      '      ;;',
    ]),
    '  esac',
    '  (( $#commands )) && _describe command commands',
    '  (( $#options )) && _describe option options',
    '}',
    `if [[ $funcstack[1] == _${root.name} ]]; then`,
    `  _${root.name}`,
    'else',
    `  compdef _${root.name} ${root.name}`,
    'fi',
    '',
  ].join('\n');
}

function patternOf(alternatives: string[]): string {
  return `(${alternatives.map(quoteForPosix).join(' | ')}`;
}

/** In a list of `_describe` a colon parts the word from what it is for. */
function described(options: { name: string; description: string }): string {
  const { name, description } = options;
  return quoteForPosix(
    `${name.replace(/:/g, '\\:')}:${description.replace(/\s+/g, ' ')}`,
  );
}

function actOf(value: ValueDescription): string {
  if (value.kind === 'choice') {
    return `compadd -- ${value.choices.map(quoteForPosix).join(' ')}`;
  }
  return value.kind === 'file' ? '_files' : "_message 'value'";
}
