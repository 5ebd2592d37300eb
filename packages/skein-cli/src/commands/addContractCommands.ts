import {
  explainContract,
  renderContractProblems,
} from '@skein/backstage-plugin-dataset-migrations-common';
import {
  parseContractFile,
  readContractFile,
} from '../contract/readContractFile';
import { EXIT_CODES } from '../exitCodes';
import { addDraftCommand } from './addDraftCommand';
import { addGuideCommand } from './addGuideCommand';
import { addViewCommand } from './addViewCommand';
import type { CommandContext } from './CommandContext';

/** `skein contract check`, `explain`, `view`, `guide` and `draft`. */
export function addContractCommands(context: CommandContext): void {
  const { program, terminal, onExit } = context;
  const contract = program
    .command('contract')
    .description('Looks at a mapping contract.');

  contract
    .command('check')
    .description('Says all that is wrong with a contract.')
    .argument('<FILE>', 'mapping contract, YAML or JSON')
    .option('--json', 'print the problems as JSON')
    .addHelpText('after', '\nExit code: 0 nothing is wrong, 1 something is.')
    .action(async (file: string, options: { json?: boolean }) => {
      const { problems = [] } = await parseContractFile({
        field: 'FILE',
        file,
        workingDirectory: terminal.workingDirectory,
      });
      onExit(problems.length > 0 ? EXIT_CODES.error : EXIT_CODES.proved);
      if (options.json) {
        terminal.stdout.write(
          `${JSON.stringify({ problems }, undefined, 2)}\n`,
        );
      } else if (problems.length > 0) {
        terminal.stderr.write(`${renderContractProblems(problems)}\n`);
      } else {
        terminal.stdout.write(`${file}: nothing is wrong with it\n`);
      }
    });

  contract
    .command('explain')
    .description('Says in plain words what a contract changes.')
    .argument('<FILE>', 'mapping contract, YAML or JSON')
    .option('--json', 'print the sentences as JSON')
    .action(async (file: string, options: { json?: boolean }) => {
      const readable = await readContractFile({
        field: 'FILE',
        file,
        workingDirectory: terminal.workingDirectory,
      });
      const sentences = explainContract(readable);
      terminal.stdout.write(
        options.json
          ? `${JSON.stringify({ sentences }, undefined, 2)}\n`
          : `${sentences.join('\n')}\n`,
      );
    });

  addViewCommand(contract, context);
  addGuideCommand(contract, context);
  addDraftCommand(contract, context);
}
