import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLooseRefs } from './looseRefs';
import { FLUSH, packetLine, parsePacketLines } from './packetLines';

const HEAD = 'HEAD';
const PREFIX = 'ref-prefix ';

/**
 * The answer to git's question for refs (protocol 2), without starting git. Undefined for any other question, and where only
 * git knows.
 * @internal
 */
export async function answerLsRefs(
  directory: string,
  body: Buffer,
): Promise<Buffer | undefined> {
  const [command, ...words] = parsePacketLines(body);
  if (command !== 'command=ls-refs') {
    return undefined;
  }
  const refs = await readLooseRefs(directory);
  const head = (await readFile(join(directory, HEAD), 'utf8')).trim();
  const target = /^ref: (.+)$/.exec(head)?.[1];
  const sha = target && refs?.get(target);
  // of a branch that is to be, git says more
  if (!refs || !target || !sha) {
    return undefined;
  }
  const prefixes = words
    .filter(word => word.startsWith(PREFIX))
    .map(word => word.slice(PREFIX.length));
  const isWanted = (name: string) =>
    prefixes.length === 0 || prefixes.some(prefix => name.startsWith(prefix));
  const symref = words.includes('symrefs') ? ` symref-target:${target}` : '';
  return Buffer.concat([
    ...(isWanted(HEAD) ? [packetLine(`${sha} ${HEAD}${symref}\n`)] : []),
    ...[...refs]
      .filter(([name]) => isWanted(name))
      .map(([name, at]) => packetLine(`${at} ${name}\n`)),
    FLUSH,
  ]);
}
