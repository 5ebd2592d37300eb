import { mappingContractJsonSchema } from './mappingContractJsonSchema';

describe('mappingContractJsonSchema', () => {
  it('refuses unknown keys and asks only for what has no default', () => {
    expect(mappingContractJsonSchema()).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['apiVersion', 'kind', 'metadata', 'spec'],
      properties: {
        spec: { additionalProperties: false, required: ['datasets'] },
      },
    });
  });
});
