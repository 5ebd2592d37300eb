import { setTimeout as delay } from 'node:timers/promises';
import { ADMIN } from '../chaos/actors/Operator.mjs';
import { DATASETS } from '../chaos/limits.mjs';

const LOOK_EVERY_MS = 3000;
const TELL_EVERY_MS = 30_000;
/** The company has a few components of its own. */
const MADE_UP = /^component:default\/consumer-/;

/** Waits until Backstage's catalog has read the whole company and joined who reads whom. */
export async function untilCatalogKnows({ url, members, chronicle, signal }) {
  const expected = {
    components: members.filter(
      ({ peculiarity }) => peculiarity !== 'undeclared',
    ).length,
    readers: members.filter(({ hops, declared }) => hops === 1 && declared)
      .length,
  };
  const headers = await signIn(url);
  let toldAt = Date.now();
  while (!signal.aborted) {
    const seen = await look(url, headers);
    if (
      seen.components >= expected.components &&
      seen.readers >= expected.readers
    ) {
      chronicle(
        `the catalog knows ${seen.components} components, and ${seen.readers} who read the datasets`,
      );
      return;
    }
    if (Date.now() - toldAt > TELL_EVERY_MS) {
      toldAt = Date.now();
      chronicle(
        `the catalog knows ${seen.components} of ${expected.components} components, ${seen.readers} of ${expected.readers} readers`,
      );
    }
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function signIn(url) {
  const response = await fetch(`${url}/api/auth/persona/refresh`, {
    headers: { 'x-skein-persona': ADMIN },
  });
  const { backstageIdentity } = await response.json();
  return { authorization: `Bearer ${backstageIdentity.token}` };
}

async function look(url, headers) {
  const ask = async address => {
    const response = await fetch(`${url}/api/catalog/entities/${address}`, {
      headers,
    });
    if (!response.ok) {
      throw new Error(`${address}: ${response.status}`);
    }
    return response.json();
  };
  const { totalItems } = await ask('by-query?filter=kind=component&limit=1');
  let readers = 0;
  for (const dataset of DATASETS) {
    const { relations = [] } = await ask(
      `by-name/${dataset.replace(':', '/')}`,
    );
    readers += relations.filter(
      ({ type, targetRef }) =>
        type === 'dependencyOf' && MADE_UP.test(targetRef),
    ).length;
  }
  return { components: totalItems, readers };
}
