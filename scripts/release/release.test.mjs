import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findHindrances } from './findHindrances.mjs';
import { isPublished } from './isPublished.mjs';

const READY = {
  status: '',
  changesets: ['README.md', 'config.json'],
  repository: { type: 'git', url: 'git+https://git.example/skein.git' },
  versions: ['0.2.0', '0.2.0'],
};

test('nothing hinders a release that is ready', () => {
  assert.deepEqual(findHindrances(READY), []);
});

for (const [change, hindrance] of [
  [{ status: ' M README.md\n' }, /not clean:\n M README\.md/],
  [{ changesets: ['quick-geese.md'] }, /\(quick-geese\.md\)/],
  [{ versions: ['0.2.0', '0.1.0'] }, /0\.2\.0, 0\.1\.0/],
  [{ repository: undefined }, /no repository\.url/],
]) {
  test(`a release is hindered by ${JSON.stringify(change)}`, () => {
    const [only, ...others] = findHindrances({ ...READY, ...change });
    assert.match(only, hindrance);
    assert.deepEqual(others, []);
  });
}

test('a version is published when the registry says so, and unpublished only when it says that', () => {
  assert.equal(isPublished({ code: 0, stdout: '0.2.0\n' }, '0.2.0'), true);
  assert.equal(isPublished({ code: 0, stdout: '' }, '0.2.0'), false);
  assert.equal(
    isPublished({ code: 1, stderr: 'npm error code E404' }, '0.2.0'),
    false,
  );
  assert.throws(
    () => isPublished({ code: 1, stderr: 'npm error code ETIMEDOUT' }, '1'),
    /ETIMEDOUT/,
  );
});
