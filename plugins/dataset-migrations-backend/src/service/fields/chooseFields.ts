import { InputError } from '@backstage/errors';
import type { DescribedFields } from './describeFields';

/** Fields that are wanted, each with those of it that are; all of it where none is named. */
export type ChosenFields = ReadonlyMap<string, ChosenFields>;

/**
 * What a caller wants of an answer, from names such as `state` and `pullRequest.url`; throws `InputError` for all that is not
 * there, with what is.
 */
export function chooseFields(
  names: readonly string[],
  described: DescribedFields,
): ChosenFields {
  const problems = names.flatMap(name => {
    const problem = findProblem(name, described);
    return problem === undefined ? [] : [problem];
  });
  if (problems.length > 0) {
    throw new InputError([...new Set(problems)].join('\n'));
  }
  return toTree(names.map(name => name.split('.')));
}

function findProblem(
  name: string,
  described: DescribedFields,
): string | undefined {
  let fields = described;
  for (const [depth, step] of name.split('.').entries()) {
    const next = fields.get(step);
    if (!next) {
      const where = name.split('.').slice(0, depth).join('.');
      const known = [...fields.keys()].map(each =>
        where ? `${where}.${each}` : each,
      );
      return `query.fields: ${JSON.stringify(name)} is not there; ${
        known.length > 0
          ? `use ${known.join(', ')}`
          : `'${where}' has no fields of its own, so leave out what follows it`
      }`;
    }
    fields = next();
  }
  return undefined;
}

function toTree(paths: readonly string[][]): ChosenFields {
  return new Map(
    [...new Set(paths.map(([first]) => first))].map(first => {
      const below = paths
        .filter(path => path[0] === first)
        .map(([, ...rest]) => rest);
      // whoever wants all of something and a part of it wants all of it
      const isWhole = below.some(rest => rest.length === 0);
      return [first, isWhole ? new Map() : toTree(below)];
    }),
  );
}
