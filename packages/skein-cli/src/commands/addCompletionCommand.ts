import { Argument } from 'commander';
import { describeCommand } from '../completion/describeCommand';
import { renderBashCompletion } from '../completion/renderBashCompletion';
import { renderFishCompletion } from '../completion/renderFishCompletion';
import { renderZshCompletion } from '../completion/renderZshCompletion';
import type { CommandContext } from './CommandContext';

const RENDERERS = {
  bash: renderBashCompletion,
  zsh: renderZshCompletion,
  fish: renderFishCompletion,
};

/** `skein completion`. */
export function addCompletionCommand(context: CommandContext): void {
  const { program, terminal } = context;
  program
    .command('completion')
    .description('Prints a script by which a shell completes skein.')
    .addArgument(
      new Argument('<SHELL>', 'which shell').choices(Object.keys(RENDERERS)),
    )
    .action((shell: keyof typeof RENDERERS) => {
      terminal.stdout.write(RENDERERS[shell](describeCommand(program)));
    });
}
