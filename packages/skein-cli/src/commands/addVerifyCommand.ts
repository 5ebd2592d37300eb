import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  EVIDENCE_LEVELS,
  type EvidenceLevel,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { readCheckout, type Checkout } from '../checkout/readCheckout';
import { resolveCheckoutDirectory } from '../checkout/resolveCheckoutDirectory';
import { readContractFile } from '../contract/readContractFile';
import { EXIT_CODES } from '../exitCodes';
import { mendOfFileError } from '../mendOfFileError';
import type { Rewriter } from '../rewrite/Rewriter';
import { UsageError } from '../UsageError';
import { applyPatchFile } from '../verify/applyPatchFile';
import { renderVerifyReport } from '../verify/renderVerifyReport';
import { verifyCheckouts } from '../verify/verifyCheckouts';
import type { CommandContext } from './CommandContext';

interface VerifyCommandContext extends CommandContext {
  rewriter: Rewriter;
}

interface VerifyFlags {
  contract: string;
  base?: string;
  patch?: string;
  level: string;
  json?: boolean;
}

/** `skein verify`. */
export function addVerifyCommand(context: VerifyCommandContext): void {
  const { program, terminal, rewriter, onExit } = context;
  const { workingDirectory, stdout } = terminal;
  program
    .command('verify')
    .description('Says what is proved of a change, whoever made it.')
    .argument(
      '<DIR>',
      'folder of the changed checkout; with --patch, of the one before',
    )
    .requiredOption('--contract <FILE>', 'mapping contract, YAML or JSON')
    .option('--base <DIR>', 'folder of the checkout before the change')
    .option('--patch <FILE>', 'unified diff of the change')
    .option('--level <LEVEL>', 'what has to be proved, E1 to E5', 'E3')
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      '\nExit code: 0 the level is proved, 2 it is not, 1 error.',
    )
    .action(async (directory: string, flags: VerifyFlags) => {
      const wanted = readLevel(flags.level);
      const contract = await readContractFile({
        field: '--contract',
        file: flags.contract,
        workingDirectory,
      });
      const { base, patched } = await readBoth({
        directory,
        flags,
        workingDirectory,
      });
      const outcome = await verifyCheckouts({
        rewriter,
        contract,
        base,
        patched,
      });
      const isProved =
        EVIDENCE_LEVELS.indexOf(outcome.level) >=
        EVIDENCE_LEVELS.indexOf(wanted);
      const exitCode = isProved ? EXIT_CODES.proved : EXIT_CODES.left;
      stdout.write(
        flags.json
          ? `${JSON.stringify(
              { exitCode, wanted, ...outcome },
              undefined,
              2,
            )}\n`
          : renderVerifyReport({ outcome, wanted }),
      );
      onExit(exitCode);
    });
}

function readLevel(level: string): EvidenceLevel {
  const known = EVIDENCE_LEVELS.filter(
    name => !['E0', 'E4', 'E6'].includes(name),
  );
  const found = known.find(name => name === level.toUpperCase());
  if (!found) {
    throw new UsageError({
      field: '--level',
      value: level,
      mend: `is no level that can be proved here; give one of ${known.join(
        ', ',
      )}`,
    });
  }
  return found;
}

async function readBoth(options: {
  directory: string;
  flags: VerifyFlags;
  workingDirectory: string;
}): Promise<{ base: Checkout; patched: Checkout }> {
  const { directory, flags, workingDirectory } = options;
  const { base, patch } = flags;
  if ((base === undefined) === (patch === undefined)) {
    throw new UsageError({
      field: '--base',
      value: base ?? '',
      mend: 'and --patch say what has changed; give one of the two',
    });
  }
  const read = async (folder: string) =>
    readCheckout({
      directory: await resolveCheckoutDirectory({
        directory: folder,
        workingDirectory,
      }),
    });
  const given = await read(directory);
  if (base !== undefined) {
    return { base: await read(base), patched: given };
  }
  const name = patch ?? '';
  const text = await readFile(resolve(workingDirectory, name), 'utf8').catch(
    (error: unknown) => {
      throw new UsageError({
        field: '--patch',
        value: name,
        mend: mendOfFileError(error),
        cause: error,
      });
    },
  );
  return {
    base: given,
    patched: {
      files: applyPatchFile(given.files, { name, text }),
      findings: given.findings,
    },
  };
}
