import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyChange } from './applyChange.mjs';
import { readInstructions } from './readInstructions.mjs';

const PAGE = `# Title

## Add it

\`\`\`bash
yarn add a
yarn add b
\`\`\`

\`\`\`diff
 // src/index.ts
+import x from 'x';
 start();
\`\`\`

### More

\`\`\`yaml
a: 1
\`\`\`

## Next

\`\`\`bash
rm -rf .
\`\`\`
`;

test('instructions end where the section does', () => {
  assert.deepEqual(readInstructions(PAGE, '## Add it'), {
    commands: ['yarn add a', 'yarn add b'],
    changes: [
      {
        file: 'src/index.ts',
        lines: ["+import x from 'x';", ' start();'],
      },
    ],
    config: 'a: 1\n',
  });
  assert.deepEqual(readInstructions(PAGE, '### More').commands, []);
});

test('a heading that is missing is named', () => {
  assert.throws(
    () => readInstructions(PAGE, '## Gone'),
    /no heading "## Gone"/,
  );
});

test('lines are added before the line that follows them, and after the one before', () => {
  const change = {
    file: 'a.tsx',
    lines: ['+import n;', ' import a;', ' …', ' const b = (', '+  new', ' )'],
  };
  assert.equal(
    applyChange('import a;\nconst a = (\n)\nconst b = (\n  old\n)', change),
    'import n;\nimport a;\nconst a = (\n)\nconst b = (\n  old\n  new\n)',
  );
});

test('a change that fits nowhere is an error that shows the line', () => {
  assert.throws(
    () => applyChange('b\n', { file: 'a.ts', lines: ['+x', ' a'] }),
    /a\.ts at a line that a fresh app does not have there: "a"/,
  );
  assert.throws(
    () => applyChange('b\n', { file: 'a.ts', lines: ['+x'] }),
    /before which line of a\.ts this goes: "x"/,
  );
});
