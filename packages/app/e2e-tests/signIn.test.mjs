import assert from 'node:assert/strict';
import { describeSkein } from './support/describeSkein.mjs';

describeSkein('Signing in', test => {
  for (const [name, userEntityRef] of [
    ['Ana', 'user:default/ana'],
    ['Ben', 'user:default/ben'],
    ['Olga', 'user:default/olga'],
  ]) {
    test(`lets ${name} in, who then sees the catalog's datasets`, async skein => {
      const page = await skein.signIn(name);

      await page.goto('/catalog?filters[kind]=resource&filters[user]=all');

      await page
        .getByRole('link', { name: /User activity v1|user-activity-v1/ })
        .waitFor();
      await page.goto('/settings');
      await page
        .getByText(userEntityRef)
        .or(page.getByText(name))
        .first()
        .waitFor();
    });
  }

  test('outlasts a reload, and ends with signing out', async skein => {
    const page = await skein.signIn('Ben');
    await page.reload();
    await page.getByText('First steps').first().waitFor();

    await page.goto('/settings');
    await page.getByTestId('user-settings-menu').click();
    await page.getByTestId('sign-out').click();

    await page.getByRole('heading', { name: 'Ana', exact: true }).waitFor();
    assert.equal(
      await page.evaluate(() => window.localStorage.getItem('skein.persona')),
      null,
    );
  });
});
