import type { Argument, Command, Option } from 'commander';
import type {
  CommandDescription,
  OptionDescription,
  ValueDescription,
} from './CommandDescription';

/** Reads a command, and all below it, off commander's tree. */
export function describeCommand(
  command: Command,
  parentWords?: string,
): CommandDescription {
  const words = parentWords
    ? `${parentWords} ${command.name()}`
    : command.name();
  const help = command.createHelp();
  const [argument] = command.registeredArguments;
  return {
    words,
    name: command.name(),
    description: command.description(),
    options: help.visibleOptions(command).map(describeOption),
    argument: argument && describeArgument(argument),
    commands: help
      .visibleCommands(command)
      // commander makes the help command up while it describes
      .filter(child => child.name() !== 'help')
      .map(child => describeCommand(child, words)),
  };
}

/** A command and all below it. */
export function flattenCommands(
  command: CommandDescription,
): CommandDescription[] {
  return [command, ...command.commands.flatMap(flattenCommands)];
}

function describeOption(option: Option): OptionDescription {
  return {
    names: [option.long, option.short].filter(name => name !== undefined),
    description: option.description,
    value:
      option.required || option.optional
        ? describeValue(option.flags, option.argChoices)
        : undefined,
  };
}

function describeArgument(argument: Argument): ValueDescription {
  return describeValue(argument.name(), argument.argChoices);
}

function describeValue(
  name: string,
  choices: readonly string[] | undefined,
): ValueDescription {
  if (choices) {
    return { kind: 'choice', choices: [...choices] };
  }
  return { kind: /FILE|DIR|PATCH/.test(name) ? 'file' : 'any' };
}
