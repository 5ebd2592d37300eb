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

  it('describes every key', () => {
    const undescribed: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) {
        return;
      }
      Object.entries(node).forEach(([key, value]) => {
        if (key === 'properties') {
          Object.entries(value).forEach(([name, property]) => {
            if (!(property as { description?: string }).description) {
              undescribed.push(`${path}.${name}`);
            }
          });
        }
        visit(value, `${path}.${key}`);
      });
    };
    visit(mappingContractJsonSchema(), '');

    expect(undescribed).toEqual([]);
  });
});
