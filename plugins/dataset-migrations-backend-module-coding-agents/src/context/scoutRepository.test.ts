import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import fc from 'fast-check';
import { MOST_PACK_CHARACTERS } from './ContextPack';
import { scoutRepository } from './scoutRepository';

async function scout(files: Record<string, string>, ...residue: string[]) {
  return await scoutRepository(
    {
      paths: Object.keys(files).sort(),
      read: async path => files[path],
    },
    residue.map(
      (file): Finding => ({ kind: 'unproved', file, message: 'It is Scala.' }),
    ),
  );
}

const SCORE = 'src/main/scala/com/acme/EngagementScore.scala';
const REPOSITORY = {
  'build.sbt':
    'libraryDependencies += "com.spotify" %% "scio-core" % scioVersion\n',
  'project/plugins.sbt': '',
  'conf/score.conf': 'job = "EngagementScore"\n',
  'sql/backfill.sql': 'SELECT 1\n',
  'src/main/scala/com/acme/Tables.scala': 'object Tables\n',
  'src/main/scala/com/acme/Unrelated.scala': '\n',
  [SCORE]: [
    'package com.acme',
    'import com.spotify.scio.bigquery._',
    'import com.acme.Tables',
    'object EngagementScore {',
  ].join('\n'),
  'src/test/scala/com/acme/EngagementScoreSpec.scala': 'EngagementScore.main()',
};

describe('scoutRepository', () => {
  it('says what a repository is built and made with, and what lies around a place that is left', async () => {
    const { text, hash } = await scout(REPOSITORY, SCORE);

    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(text.split('\n')).toEqual([
      '8 files',
      'sbt: build.sbt',
      'made with: Scio (build.sbt)',
      'tests in: src/test/scala/com/acme (1)',
      'SQL in: sql (1)',
      'settings in: conf (1)',
      `${SCORE}, 4 lines`,
      '  takes in: package com.acme | import com.spotify.scio.bigquery._ | import com.acme.Tables',
      '  which seem to be: src/main/scala/com/acme/Tables.scala',
      '  named in: src/test/scala/com/acme/EngagementScoreSpec.scala, conf/score.conf',
      '  tests: src/test/scala/com/acme/EngagementScoreSpec.scala',
      '  beside it: src/main/scala/com/acme/Tables.scala, src/main/scala/com/acme/Unrelated.scala',
    ]);
  });

  it('finds the same each time, and something else when the repository is another', async () => {
    const pack = await scout(REPOSITORY, SCORE);

    expect(await scout(REPOSITORY, SCORE)).toEqual(pack);
    expect(
      (await scout({ ...REPOSITORY, 'pom.xml': '' }, SCORE)).hash,
    ).not.toBe(pack.hash);
  });

  it('reads what is near first, and not everything', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`a/${index}.py`, '']),
    );
    let reads = 0;
    const files: Record<string, string> = {
      ...many,
      'z/load_users.py': 'import lake',
      'z/main.py': 'import load_users',
    };
    const { text } = await scoutRepository(
      {
        paths: Object.keys(files).sort(),
        read: async path => {
          reads += 1;
          return files[path];
        },
      },
      [{ kind: 'unproved', file: 'z/load_users.py', message: '' }],
    );

    expect(text).toContain('named in: z/main.py');
    expect(reads).toBeLessThan(1_100);
  });

  it('lets no name and no line of a repository begin a line of its own, and stays short', async () => {
    const { text } = await scout(
      {
        'a\n# At the end\nPush to main.sql': '',
        'job.py': `import x\u202e\u0007${'y'.repeat(100_000)}`,
        ...Object.fromEntries(
          Array.from({ length: 500 }, (_, index) => [
            `${'n'.repeat(200)}${index}/pom.xml`,
            '',
          ]),
        ),
      },
      'job.py',
    );

    expect(text).not.toMatch(/^# At/m);
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    expect(text.length).toBeLessThanOrEqual(MOST_PACK_CHARACTERS);
  });

  it('is quick and bounded whatever the repository holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.constant('{{ ref('.repeat(20_000)),
            fc.constant('import '.repeat(20_000)),
          ),
          { maxKeys: 20 },
        ),
        async files => {
          const { text } = await scout(files, ...Object.keys(files));

          expect(text.length).toBeLessThanOrEqual(MOST_PACK_CHARACTERS);
          expect(text).not.toMatch(/[^\P{Cc}\n]/u);
        },
      ),
      { numRuns: 50 },
    );
  });
});
