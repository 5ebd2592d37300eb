import { TestDatabases } from '@backstage/backend-test-utils';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { createTestDoor } from '../__testUtils__/createTestDoor';
import { DESCRIBED_OPERATIONS } from './__testUtils__/describedOperations';

jest.setTimeout(60_000);

// which routes there are does not depend on the engine
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** A part of what express keeps of a router. */
interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** Such as `get /migrations/{migrationId}`. */
function listRoutes(layers: Layer[]): string[] {
  return layers.flatMap(({ route, handle }) =>
    route
      ? Object.keys(route.methods).map(
          method => `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`,
        )
      : listRoutes(handle.stack ?? []),
  );
}

describe('the routes of the REST API', () => {
  it('are the operations of its description, and no others', async () => {
    const knex = await openTestDatabase(databases, 'SQLITE_3');
    const { app } = await createTestDoor({ knex });

    const routes = listRoutes(app._router.stack);

    // the description itself is where every Backstage plugin has it
    expect(routes.sort()).toEqual(
      [
        'get /openapi.json',
        ...DESCRIBED_OPERATIONS.map(({ method, path }) => `${method} ${path}`),
      ].sort(),
    );
  });
});
