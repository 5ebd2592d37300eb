import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import { scriptSchema, type Script } from './Script';

/**
 * Reads a script; throws `InputError` that names every place that is wrong.
 * @public
 */
export function parseScript(yaml: string): Script {
  const result = scriptSchema.safeParse(parse(yaml));
  if (!result.success) {
    const problems = result.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'script'}: ${message}`,
    );
    throw new InputError(`The script is wrong: ${problems.join('; ')}`);
  }
  return result.data;
}
