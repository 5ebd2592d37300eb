import { z } from 'zod';
import { mappingContractSchema } from './MappingContract';

/**
 * The shape of a mapping contract as JSON Schema, for editors. What the shape cannot say is checked by `parseContract`.
 * @public
 */
export function mappingContractJsonSchema(): object {
  return z.toJSONSchema(mappingContractSchema, { io: 'input' });
}
