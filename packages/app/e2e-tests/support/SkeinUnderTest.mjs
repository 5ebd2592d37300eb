import fs from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from '../../../../scripts/paths.mjs';
import { prepareStack } from './prepareStack.mjs';

const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PERSONAS = ['user:default/ana', 'user:default/ben', 'user:default/olga'];
const RESULTS_FOLDER = path.join(ROOT, 'e2e-results');

/** The whole of Skein on free ports and an empty state, with a browser to look at it. */
export class SkeinUnderTest {
  /** @param options.prepare starts what the backend needs besides; the rest is for `prepareStack` */
  static async start({ prepare, ...options } = {}) {
    const { stack, dispose } = await prepareStack(options);
    const skein = new SkeinUnderTest(stack, dispose);
    try {
      await prepare?.(stack);
      await stack.startEstate();
      await stack.startBackend({ personas: PERSONAS });
    } catch (error) {
      await skein.stop();
      throw error;
    }
    return skein;
  }

  #browser;
  #dispose;

  constructor(stack, dispose) {
    this.stack = stack;
    this.url = stack.url;
    this.estateUrl = stack.estateUrl;
    this.#dispose = dispose;
  }

  /** A page of somebody whom nobody has seen before. */
  async newPage(options) {
    this.#browser ??= await chromium.launch({
      executablePath: process.env.SKEIN_CHROMIUM ?? '/usr/bin/chromium',
      args: CHROMIUM_FLAGS,
    });
    const context = await this.#browser.newContext({
      baseURL: this.url,
      viewport: { width: 1440, height: 900 },
      ...options,
    });
    return context.newPage();
  }

  /** A page that is signed in as a persona, by the choice that a person would make. */
  async signIn(name, options) {
    const page = await this.newPage(options);
    await page.goto('/');
    await page.getByRole('heading', { name, exact: true }).click();
    await page.getByText('First steps').first().waitFor();
    return page;
  }

  /** Runs a test's body; when it fails, the error says what the backend logged last and where pictures of the pages are. */
  async explainFailure(title, body) {
    try {
      await body();
    } catch (error) {
      const pictures = await this.#takePictures(title);
      throw new Error(
        [
          error.message,
          '',
          `Pictures: ${pictures.join(', ') || 'no page was open'}`,
          'The end of the backend log:',
          this.stack.tailBackendLog(30),
        ].join('\n'),
        { cause: error },
      );
    }
  }

  async stop() {
    await this.#browser?.close();
    await this.#dispose();
  }

  async #takePictures(title) {
    await fs.mkdir(RESULTS_FOLDER, { recursive: true });
    const contexts = this.#browser?.contexts() ?? [];
    const pages = contexts.flatMap(context => context.pages());
    const files = [];
    for (const [index, page] of pages.entries()) {
      const name = `${title.replace(/\W+/g, '-')}-${index + 1}.png`;
      const file = path.join(RESULTS_FOLDER, name);
      await page.screenshot({ path: file, fullPage: true });
      files.push(file);
    }
    return files;
  }
}
