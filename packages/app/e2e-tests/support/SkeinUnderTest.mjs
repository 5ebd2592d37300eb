import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from '../../../../scripts/paths.mjs';
import { findFreePort } from '../../../../scripts/stack/ports.mjs';
import { Stack } from '../../../../scripts/stack/Stack.mjs';

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
  /** @param options.env more environment variables for the servers */
  static async start({ env = {} } = {}) {
    const stateFolder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-e2e-'));
    const stack = new Stack({
      node: process.execPath,
      env: { ...process.env, ...env },
      stateFolder,
      logFolder: path.join(stateFolder, 'logs'),
      port: await findFreePort(),
      estatePort: await findFreePort(),
    });
    const skein = new SkeinUnderTest(stack, stateFolder);
    try {
      await stack.startEstate();
      await stack.startBackend({ personas: PERSONAS });
    } catch (error) {
      await skein.stop();
      throw error;
    }
    return skein;
  }

  #browser;
  #stateFolder;

  constructor(stack, stateFolder) {
    this.stack = stack;
    this.url = stack.url;
    this.estateUrl = stack.estateUrl;
    this.#stateFolder = stateFolder;
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

  /** Ends the backend as a power cut would, and starts it again on what it stored. */
  async crashAndStart({ whileDown = async () => {} } = {}) {
    await this.stack.killBackend();
    await whileDown();
    await this.stack.startBackend({ personas: PERSONAS });
  }

  async stop() {
    await this.#browser?.close();
    await this.stack.stop();
    await fs.rm(this.#stateFolder, { recursive: true, force: true });
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
