import {
  explainContract,
  renderContractProblems,
} from '@skein/backstage-plugin-dataset-migrations-common';
import {
  parseContractFile,
  readContractFile,
} from '../contract/readContractFile';
import { EXIT_CODES } from '../exitCodes';
import type { CommandContext } from './CommandContext';

/** `skein contract check` and `skein contract explain`. */
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
    .action(async (file: string) => {
      const readable = await readContractFile({
        field: 'FILE',
        file,
        workingDirectory: terminal.workingDirectory,
      });
      terminal.stdout.write(`${explainContract(readable).join('\n')}\n`);
    });
}
