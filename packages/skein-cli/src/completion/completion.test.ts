import { spawnSync } from 'node:child_process';
import { runSkein } from '../runSkein';

async function completionFor(shell: string) {
  let script = '';
  let errors = '';
  const exitCode = await runSkein({
    args: ['completion', shell],
    workingDirectory: '/',
    stdout: { write: text => (script += text) },
    stderr: { write: text => (errors += text) },
  });
  return { script, errors, exitCode };
}

/** What bash offers for the last of these words. */
function complete(script: string, words: string[]): string[] {
  const quoted = words.map(word => `'${word}'`).join(' ');
  const { stdout, stderr } = spawnSync('bash', ['--norc', '--noprofile'], {
    encoding: 'utf8',
    input: [
      script,
      // bash has it only while it completes
      'compopt() { :; }',
      `COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; COMPREPLY=()`,
      '_skein; printf "%s\\n" "${COMPREPLY[@]}"',
    ].join('\n'),
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

describe('skein completion', () => {
  it('has bash offer the commands of the place', async () => {
    const { script, exitCode } = await completionFor('bash');

    expect(exitCode).toBe(0);
    expect(complete(script, ['skein', ''])).toEqual(
      expect.arrayContaining([
        'rewrite',
        'verify',
        'contract',
        'migrations',
        'completion',
      ]),
    );
    expect(complete(script, ['skein', 'con'])).toEqual(['contract']);
    expect(complete(script, ['skein', 'contract', 'ch'])).toEqual(['check']);
    expect(complete(script, ['skein', 'migrations', 'li'])).toEqual(['list']);
    expect(complete(script, ['skein', 'subscriptions', 'ren'])).toEqual([
      'renew-secret',
    ]);
  });

  it('has bash offer the options of a command, also after others', async () => {
    const { script } = await completionFor('bash');

    expect(
      complete(script, ['skein', 'migrations', 'list', '--limit', '5', '--da']),
    ).toEqual(['--dataset']);
    expect(complete(script, ['skein', 'rewrite', 'dir', '--ch'])).toEqual([
      '--check',
    ]);
    expect(complete(script, ['skein', 'verify', '--da'])).toEqual([]);
  });

  it('has bash offer the words that a command takes, and none for a value that may be anything', async () => {
    const { script } = await completionFor('bash');

    expect(complete(script, ['skein', 'completion', ''])).toEqual(
      expect.arrayContaining(['bash', 'zsh', 'fish']),
    );
    expect(
      complete(script, 'skein subscriptions create --event targetM'.split(' ')),
    ).toEqual(['targetMoved']);
    expect(
      complete(script, ['skein', 'migrations', 'list', '--limit', '']),
    ).toEqual([]);
  });

  it.each(['bash', 'zsh', 'fish'])('knows every command in %s', async shell => {
    const { script } = await completionFor(shell);

    for (const words of [
      'skein contract explain',
      'skein migrations targets',
      'skein migrations apply',
      'skein subscriptions replay',
      'skein rewrite',
      'skein completion',
    ]) {
      expect(script).toContain(words);
    }
  });

  it('quotes what descriptions say', async () => {
    for (const shell of ['bash', 'zsh']) {
      const { script } = await completionFor(shell);
      const { status, stderr } = spawnSync('bash', ['-n'], {
        input: shell === 'bash' ? script : quotesOf(script),
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([0, '']);
    }
  });

  it('names the shells that there are to whoever asks for another', async () => {
    const { errors, exitCode } = await completionFor('tcsh');

    expect(exitCode).toBe(1);
    expect(errors).toContain('Allowed choices are bash, zsh, fish');
  });
});

/** The lists of zsh's script, which bash can read as well. */
function quotesOf(script: string): string {
  return script
    .split('\n')
    .filter(line => /^\s+(commands|options)=\(/.test(line))
    .join('\n');
}
