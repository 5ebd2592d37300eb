import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerLsRefs } from './answerLsRefs';
import { FLUSH, packetLine } from './packetLines';
import { runGit } from './runGit';
import { seedRepository } from './seedRepository';

describe('answerLsRefs', () => {
  let directory: string;

  const git = (args: string[], input?: Buffer) =>
    runGit(args, {
      gitDirectory: directory,
      input,
      environment: { GIT_PROTOCOL: 'version=2' },
    });

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'estate-refs-'));
    const commit = await seedRepository({
      directory,
      message: 'First',
      files: [{ path: 'a.sql', content: Buffer.from('select 1\n') }],
    });
    for (const ref of [
      'refs/heads/skein/x',
      'refs/heads/b',
      'refs/pull/1/head',
    ]) {
      await git(['update-ref', ref, commit!]);
    }
  });

  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  const question = (...words: string[]) =>
    Buffer.concat([
      packetLine('command=ls-refs\n'),
      packetLine('object-format=sha1'),
      Buffer.from('0001'),
      ...words.map(word => packetLine(`${word}\n`)),
      FLUSH,
    ]);

  it.each([
    [[]],
    [['peel', 'symrefs']],
    [['peel', 'symrefs', 'ref-prefix HEAD', 'ref-prefix refs/heads/']],
    [['ref-prefix refs/heads/skein/x']],
    [['ref-prefix refs/heads/none']],
  ])('says what git says to %j', async words => {
    const body = question(...words);
    const { stdout } = await git(
      ['upload-pack', '--stateless-rpc', directory],
      body,
    );

    const answer = await answerLsRefs(directory, body);

    expect(answer?.toString()).toBe(stdout.toString());
  });

  it('leaves to git what only git knows', async () => {
    await expect(
      answerLsRefs(directory, packetLine('command=fetch\n')),
    ).resolves.toBeUndefined();

    await git(['tag', 'v1', 'main']);
    await expect(answerLsRefs(directory, question())).resolves.toBeUndefined();

    await git(['tag', '--delete', 'v1']);
    await git(['pack-refs', '--all']);
    await expect(answerLsRefs(directory, question())).resolves.toBeUndefined();
  });
});
