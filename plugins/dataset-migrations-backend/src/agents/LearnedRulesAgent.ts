import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  AgentResult,
  AgentRunOptions,
  MigrationAgent,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { readCheckout } from '../execution/readCheckout';
import { applyRule, type ReplacedLines } from '../learning/applyRule';
import type { LearnedRule } from '../learning/LearnedRule';

/** The id that learned rules run under. */
export const LEARNED_RULES_ID = 'rules';

export interface LearnedRulesAgentOptions {
  /** Those that the owner of the migration has approved. */
  rules: LearnedRule[];
  maxFileSizeBytes: number;
}

/**
 * Repeats in the files that the rewriter has left what was accepted of coding agents in other repositories. It asks no model; what it
 * does is verified like the work of any agent.
 */
export class LearnedRulesAgent implements MigrationAgent {
  readonly id = LEARNED_RULES_ID;
  readonly #options: LearnedRulesAgentOptions;

  private constructor(options: LearnedRulesAgentOptions) {
    this.#options = options;
  }

  static create(options: LearnedRulesAgentOptions): LearnedRulesAgent {
    return new LearnedRulesAgent(options);
  }

  async run(options: AgentRunOptions): Promise<AgentResult> {
    const { checkout, residue, signal } = options;
    const { rules, maxFileSizeBytes } = this.#options;
    const { files } = await readCheckout({
      checkout,
      // what the rewriter has left is within its share of the repository
      paths: [...new Set(residue.map(({ file }) => file))],
      maxFileSizeBytes,
      signal,
    });
    let findings = residue;
    const notes: string[] = [];
    for (const { path, content } of files) {
      const text = decode(content);
      let result = text;
      for (const rule of rules) {
        if (result === undefined || rule.extension !== extname(path)) {
          continue;
        }
        const applied = applyRule(result, rule);
        result = applied.text;
        findings = withoutReplaced(findings, path, applied.replaced);
      }
      if (result !== undefined && result !== text) {
        // writing to a file that is there keeps its mode
        await writeFile(join(checkout, path), result);
        notes.push(`${path}: changed by a rule that was learned.`);
      }
    }
    return { findings, notes };
  }
}

/** Undefined for what is no text; it would not come out as it was. */
function decode(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      content,
    );
  } catch {
    return undefined;
  }
}

/** What is left, at the lines where it stands now. */
function withoutReplaced(
  findings: Finding[],
  path: string,
  replaced: ReplacedLines[],
): Finding[] {
  return findings.flatMap(finding => {
    const { file, line } = finding;
    if (file !== path || line === undefined || replaced.length === 0) {
      return [finding];
    }
    const isReplaced = replaced.some(
      ({ start, end }) => start < line && line <= end,
    );
    const moved = replaced
      .filter(({ end }) => end < line)
      .reduce((sum, { start, end, length }) => sum + length - (end - start), 0);
    return isReplaced ? [] : [{ ...finding, line: line + moved }];
  });
}
