import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Rows for one INSERT. */
const CHUNK_SIZE = 500;
const NEVER = '2099-01-01 00:00:00';

/** The catalog of Backstage over HTTP, on a database of its own, with the entities that are given. */
export async function startCatalog({ knex, entities }) {
  const {
    mockCredentials,
    mockServices,
    startTestBackend,
  } = require('@backstage/backend-test-utils');
  const { CatalogClient } = require('@backstage/catalog-client');
  const {
    default: catalogPlugin,
  } = require('@backstage/plugin-catalog-backend');
  const backend = await startTestBackend({
    features: [catalogPlugin, mockServices.database.factory({ knex })],
  });
  try {
    await insertEntities(knex, entities);
  } catch (error) {
    await backend.stop();
    // it names every value of the statement before it says what is wrong
    throw new Error(error.message.slice(-300));
  }
  const counts = { requests: 0 };
  const client = new CatalogClient({
    discoveryApi: {
      getBaseUrl: async id =>
        `http://localhost:${backend.server.port()}/api/${id}`,
    },
    fetchApi: {
      fetch: async (...request) => {
        counts.requests += 1;
        // a server that was idle may close a connection in the moment in which it is used again
        return await fetch(...request).catch(() => fetch(...request));
      },
    },
  });
  const token = mockCredentials.user.token();
  return {
    counts,
    /** As the plugin sees it. */
    service: {
      getEntitiesByRefs: request =>
        client.getEntitiesByRefs(request, { token }),
    },
    getEntityByRef: ref => client.getEntityByRef(ref, { token }),
    stop: () => backend.stop(),
  };
}

/** Straight into the tables, since processing 100,000 entities is not what is measured. */
async function insertEntities(knex, entities) {
  let chunk = [];
  const flush = async () => {
    const rows = chunk;
    chunk = [];
    await knex('refresh_state').insert(
      rows.map(({ id, ref, text }) => ({
        entity_id: id,
        entity_ref: ref,
        unprocessed_entity: text,
        processed_entity: text,
        errors: '[]',
        next_update_at: NEVER,
        last_discovery_at: NEVER,
      })),
    );
    await knex('final_entities').insert(
      rows.map(({ id, ref, text }) => ({
        entity_id: id,
        entity_ref: ref,
        hash: id,
        final_entity: text,
      })),
    );
  };
  for (const { ref, entity } of entities) {
    chunk.push({ id: ref, ref, text: JSON.stringify(entity) });
    if (chunk.length === CHUNK_SIZE) {
      await flush();
    }
  }
  if (chunk.length > 0) {
    await flush();
  }
  if (knex.client.config.client === 'pg') {
    await knex.raw('analyze final_entities');
  }
}
