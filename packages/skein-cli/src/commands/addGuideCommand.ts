import { renderGuide } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Command } from 'commander';
import { readContractFile } from '../contract/readContractFile';
import type { CommandContext } from './CommandContext';

/** `skein contract guide`. */
export function addGuideCommand(
  parent: Command,
  { terminal }: CommandContext,
): void {
  parent
    .command('guide')
    .description('Prints the migration guide for people, as Markdown.')
    .argument('<FILE>', 'mapping contract, YAML or JSON')
    .option('--deadline <DATE>', 'until when consumers have to move')
    .action(async (file: string, options: { deadline?: string }) => {
      const contract = await readContractFile({
        field: 'FILE',
        file,
        workingDirectory: terminal.workingDirectory,
      });
      terminal.stdout.write(
        renderGuide({ contract, deadline: options.deadline }),
      );
    });
}
