import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { EVENT_KINDS } from './eventKinds';

interface OpenApi {
  components: { schemas: { EventKind: { enum: string[] } } };
}

describe('EVENT_KINDS', () => {
  it('has every kind of the REST description', () => {
    const file = resolve(
      __dirname,
      '../../../dataset-migrations-backend/src/schema/openapi.yaml',
    );
    const { components }: OpenApi = parse(readFileSync(file, 'utf8'));

    expect(EVENT_KINDS).toEqual(components.schemas.EventKind.enum);
  });
});
