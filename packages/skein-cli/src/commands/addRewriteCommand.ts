import { resolveCheckoutDirectory } from '../checkout/resolveCheckoutDirectory';
import { writeCheckout } from '../checkout/writeCheckout';
import { readContractFile } from '../contract/readContractFile';
import { EXIT_CODES } from '../exitCodes';
import { exitCodeOf } from '../rewrite/exitCodeOf';
import { renderPatch } from '../rewrite/renderPatch';
import { renderRewriteJson } from '../rewrite/renderRewriteJson';
import { renderRewriteReport } from '../rewrite/renderRewriteReport';
import type { Rewriter } from '../rewrite/Rewriter';
import { rewriteCheckout } from '../rewrite/rewriteCheckout';
import type { CommandContext } from './CommandContext';

interface RewriteCommandContext extends CommandContext {
  rewriter: Rewriter;
}

interface RewriteFlags {
  contract: string;
  check?: boolean;
  prove?: boolean;
  json?: boolean;
}

/** `skein rewrite`. */
export function addRewriteCommand(context: RewriteCommandContext): void {
  const { program, terminal, rewriter, onExit } = context;
  const { workingDirectory, stdout } = terminal;
  program
    .command('rewrite')
    .description(
      'Rewrites a checkout by a mapping contract, and lists what it left.',
    )
    .argument('<DIR>', 'folder of a checkout')
    .requiredOption('--contract <FILE>', 'mapping contract, YAML or JSON')
    .option('--check', 'change nothing, and print the diff')
    .option(
      '--prove',
      'bind the changed queries, and compare results on generated rows',
    )
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      '\nExit code: 0 all is proved, 2 something is left for a person, 1 error.',
    )
    .action(async (directory: string, flags: RewriteFlags) => {
      const check = flags.check ?? false;
      const contract = await readContractFile({
        field: '--contract',
        file: flags.contract,
        workingDirectory,
      });
      const checkout = await resolveCheckoutDirectory({
        directory,
        workingDirectory,
      });
      const outcome = await rewriteCheckout({
        rewriter,
        contract,
        directory: checkout,
        prove: flags.prove,
      });
      const written = !check && exitCodeOf(outcome) !== EXIT_CODES.error;
      if (written) {
        await writeCheckout({ directory: checkout, files: outcome.changed });
      }
      if (flags.json) {
        stdout.write(`${renderRewriteJson({ outcome, written })}\n`);
      } else {
        stdout.write(check ? renderPatch(outcome.changed) : '');
        stdout.write(renderRewriteReport({ outcome, written }));
      }
      onExit(exitCodeOf(outcome));
    });
}
