import type { LearnedRule } from '@skein/backstage-plugin-dataset-migrations-common';

/** A rule in the form of a unified diff, each replacement in a hunk of its own; the numbers of lines mean nothing. */
export function toRulePatch(rule: LearnedRule): string {
  const name = `*${rule.extension}`;
  let oldLine = 1;
  let newLine = 1;
  const hunks = rule.replacements.map(({ before, after }) => {
    const head = `@@ -${oldLine},${before.length} +${newLine},${after.length} @@`;
    oldLine += before.length + 1;
    newLine += after.length + 1;
    return [
      head,
      ...before.map(line => `-${line}`),
      ...after.map(line => `+${line}`),
    ].join('\n');
  });
  return `diff --git a/${name} b/${name}\n--- a/${name}\n+++ b/${name}\n${hunks.join(
    '\n',
  )}\n`;
}
