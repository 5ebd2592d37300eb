import { chromium } from 'playwright-core';
import { ScriptError } from '../say.mjs';

const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic'];

/**
 * Opens the page of a dataset as a guest, its tab, and the way from there into the migrate flow.
 * @param options.url the address of Backstage
 * @param options.entityPath the page of the dataset
 * @param options.name the name of the dataset
 * @param options.picture where a picture is put
 */
export async function lookAtTab({
  url,
  entityPath,
  name,
  executablePath,
  picture,
}) {
  const browser = await chromium.launch({
    executablePath,
    args: CHROMIUM_FLAGS,
  });
  const page = await browser.newPage({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
  });
  page.setDefaultTimeout(60_000);
  const errors = [];
  page.on('pageerror', error => errors.push(error.message));
  try {
    await page.goto(entityPath);
    // a tab of the old system is a link of the new one
    const tab = page
      .getByRole('tab', { name: 'Migrations', exact: true })
      .or(page.getByRole('link', { name: 'Migrations', exact: true }));
    const enter = page.getByRole('button', { name: 'Enter' });
    await tab.or(enter).first().waitFor();
    if (await enter.isVisible()) {
      await enter.click();
    }
    await tab.click();
    const migrate = page.getByRole('link', { name: 'Migrate', exact: true });
    await migrate.waitFor();
    await page.getByText(/No migration has been started/).waitFor();
    await page.screenshot({ path: picture });
    await migrate.click();
    await page.getByRole('heading', { name: `Migrate ${name}` }).waitFor();
  } catch (error) {
    await page.screenshot({ path: picture });
    throw new ScriptError(
      [
        `The tab of a dataset was not shown at ${url}${entityPath}: ${error.message}`,
        `A picture of it: ${picture}`,
        ...errors,
      ].join('\n'),
    );
  } finally {
    await browser.close();
  }
}
