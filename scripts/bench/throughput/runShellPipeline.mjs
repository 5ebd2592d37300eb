import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { findFreePort } from '../../stack/ports.mjs';
import { Stack } from '../../stack/Stack.mjs';
import { ScriptError } from '../../say.mjs';
import { runCommand } from '../../toolchain/runCommand.mjs';

const TOKEN = 'local-estate-token';

/** What a platform engineer would write on the first day; it proves nothing of what it changes. */
const SCRIPT = `set -e
git clone --quiet --depth 1 "http://x-access-token:$TOKEN@$HOST/acme/$1.git" "$WORK/$1"
cd "$WORK/$1"
git checkout --quiet -b move-user-activity
grep -rlE 'user_activity_v1' --exclude-dir=.git . | xargs sed -i \\
  -e 's/analytics\\.user_activity_v1/core.user_activity/g' \\
  -e 's/\\buser_id\\b/account_id/g' \\
  -e 's/\\bsignup_ts\\b/signed_up_at/g'
git -c user.name=bot -c user.email=bot@acme.example commit --quiet --all -m 'Read the new dataset'
git push --quiet origin move-user-activity
curl --silent --show-error --fail --output /dev/null -X POST \\
  -H "authorization: token $TOKEN" -H 'content-type: application/json' \\
  -d '{"title":"Read the new dataset","head":"move-user-activity","base":"main","body":"By a script."}' \\
  "http://$HOST/api/v3/repos/acme/$1/pulls"
`;

/** Seconds that the shell takes for the extra consumers of an estate of its own. */
export async function runShellPipeline({ folder, repositories, parallel }) {
  requirePrograms(['git', 'curl', 'grep', 'sed', 'xargs']);
  const estatePort = await findFreePort();
  const stack = new Stack({
    node: process.execPath,
    env: process.env,
    stateFolder: path.join(folder, 'state'),
    logFolder: path.join(folder, 'logs'),
    // nobody listens there: the shell needs no webhooks
    port: await findFreePort(),
    estatePort,
    estateArgs: ['--extra-consumers', String(repositories)],
  });
  try {
    await stack.startEstate();
    const work = path.join(folder, 'work');
    const script = path.join(folder, 'move.sh');
    await fs.mkdir(work, { recursive: true });
    await fs.writeFile(script, SCRIPT);
    const names = path.join(folder, 'names.txt');
    await fs.writeFile(names, listNames(repositories).join('\n'));

    const began = performance.now();
    await runCommand(
      'xargs',
      ['-a', names, '-n', '1', '-P', String(parallel), 'sh', script],
      {
        cwd: folder,
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          TOKEN,
          HOST: `localhost:${estatePort}`,
          WORK: work,
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_TERMINAL_PROMPT: '0',
        },
        quiet: true,
      },
    );
    return { seconds: (performance.now() - began) / 1000 };
  } finally {
    await stack.stop();
  }
}

function listNames(repositories) {
  return Array.from(
    { length: repositories },
    (_, index) => `extra-consumer-${String(index + 1).padStart(3, '0')}`,
  );
}

function requirePrograms(programs) {
  for (const program of programs) {
    try {
      execFileSync('sh', ['-c', 'command -v "$0"', program]);
    } catch {
      throw new ScriptError(
        `${program} is not installed; this bench compares with a shell pipeline that needs it`,
      );
    }
  }
}
