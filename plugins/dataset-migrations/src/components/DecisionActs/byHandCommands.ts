/** What a person types in a checkout to do what Skein would have done, by a contract that lies beside it. */
export function byHandCommands(contractFile: string): string {
  return [
    '# in the checkout: the diff, and what is left for you',
    `skein rewrite --check --contract ${contractFile} .`,
    '# change the files, and say what is proved of the result',
    `skein rewrite --prove --contract ${contractFile} .`,
  ].join('\n');
}

/** A name for the contract's file that a shell takes as it is. */
export function contractFileName(migrationName: string): string {
  const plain = migrationName.replace(/[^A-Za-z0-9._-]+/g, '-');
  return `../${plain.replace(/^[-.]+/, '') || 'contract'}.yaml`;
}
