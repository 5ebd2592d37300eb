import { renderContractProblems } from '@skein/backstage-plugin-dataset-migrations-common';
import { renderCompatibilityView } from '@skein/dataset-rewriter';
import type { Command } from 'commander';
import { readContractFile } from '../contract/readContractFile';
import { EXIT_CODES } from '../exitCodes';
import { parsePlatform } from '../parsePlatform';
import { UsageError } from '../UsageError';
import type { CommandContext } from './CommandContext';

interface ViewFlags {
  dialect?: string;
  dataset?: string;
  star?: string;
}

/** `skein contract view`. */
export function addViewCommand(
  parent: Command,
  { terminal, onExit }: CommandContext,
): void {
  parent
    .command('view')
    .description(
      'Prints a view that has the old name and columns and reads the new dataset.',
    )
    .argument('<FILE>', 'mapping contract, YAML or JSON')
    .option(
      '--dialect <NAME>',
      'SQL to print; that of the first name if absent',
    )
    .option(
      '--dataset <N>',
      'which dataset of the contract, from 1; all if absent',
    )
    .option('--star <TEXT>', 'what * at the end of names stands for')
    .action(async (file: string, flags: ViewFlags) => {
      const contract = await readContractFile({
        field: 'FILE',
        file,
        workingDirectory: terminal.workingDirectory,
      });
      const dialect =
        flags.dialect === undefined
          ? undefined
          : parsePlatform('--dialect', flags.dialect);
      const datasets = chooseDatasets(
        flags.dataset,
        contract.spec.datasets.length,
      );
      for (const dataset of datasets) {
        const view = await renderCompatibilityView({
          contract,
          dataset,
          dialect,
          star: flags.star,
        });
        if (view.problems) {
          onExit(EXIT_CODES.error);
          terminal.stderr.write(`${renderContractProblems(view.problems)}\n`);
        } else {
          terminal.stdout.write(view.sql);
        }
      }
    });
}

function chooseDatasets(value: string | undefined, count: number): number[] {
  if (value === undefined) {
    return Array.from({ length: count }, (_, index) => index);
  }
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > count) {
    const mend =
      count === 1
        ? 'is not a dataset of the contract; it has one, so leave the option out'
        : `is not a dataset of the contract; give a number from 1 to ${count}`;
    throw new UsageError({ field: '--dataset', value, mend });
  }
  return [number - 1];
}
