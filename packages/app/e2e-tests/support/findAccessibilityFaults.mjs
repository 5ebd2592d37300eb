import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import { eventually } from './eventually.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const SERIOUS = ['serious', 'critical'];

/** So often in a row nothing moves before a page is taken to be at rest. */
const CALM_LOOKS = 3;

/** Backstage's header draws tabs that name a panel which is not there. */
const OF_BACKSTAGE = '[role="tablist"]';

/** What is still on its way on a page: tables that read their rows anew, and colours that change. */
function listMoving() {
  const { document } = globalThis;
  const nameOf = element =>
    `${element?.tagName} ${element?.getAttribute('class')}`;
  return [
    ...[...document.querySelectorAll('[aria-busy="true"]')].map(
      element => `busy: ${nameOf(element)}`,
    ),
    ...document
      .getAnimations()
      .filter(
        ({ playState, timeline, effect }) =>
          playState === 'running' &&
          // what goes by how far one has scrolled is never over
          timeline === document.timeline &&
          effect?.getComputedTiming().iterations !== Infinity,
      )
      .map(
        animation =>
          `${animation.transitionProperty ?? animation.animationName}: ${nameOf(
            animation.effect.target,
          )}`,
      ),
  ];
}

/**
 * Colours are those of the page at rest: a table that reads its rows anew is
 * dimmed until they are there, and a button fades in when it may be used. Rows that have just come begin to fade in a
 * frame later, so that once is not enough.
 */
async function untilAtRest(page) {
  let calmLooks = 0;
  await eventually('the page is at rest', {
    withinSeconds: 30,
    look: () => page.evaluate(listMoving),
    accept: moving => {
      calmLooks = moving.length === 0 ? calmLooks + 1 : 0;
      return calmLooks === CALM_LOOKS;
    },
  });
}

/** What axe holds against a page, a sentence for each place. */
export async function findAccessibilityFaults(page) {
  await untilAtRest(page);
  await page.evaluate(await fs.readFile(AXE, 'utf8'));
  const violations = await page.evaluate(
    async ({ values, exclude }) =>
      (
        await globalThis.axe.run(
          { exclude: [exclude] },
          { runOnly: { type: 'tag', values } },
        )
      ).violations,
    { values: STANDARDS, exclude: OF_BACKSTAGE },
  );
  return violations
    .filter(({ impact }) => SERIOUS.includes(impact))
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) =>
          `${id} at ${target.join(' ')}: ${failureSummary.replace(
            /\s+/g,
            ' ',
          )}`,
      ),
    );
}
