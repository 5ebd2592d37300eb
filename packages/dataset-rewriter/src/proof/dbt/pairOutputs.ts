import type { BoundColumn } from '../duckdb/ProofDatabase';
import type { ProofTable } from '../statements/TableCatalog';

/** What a query gives as the columns of a table: by their names before the patch, with those after it. */
export function pairOutputs(outputs: {
  old: BoundColumn[];
  new: BoundColumn[];
}): ProofTable['columns'] {
  return new Map(
    outputs.old.map(({ name, type }, index) => [
      name.toLowerCase(),
      { name, type, newName: outputs.new[index]?.name },
    ]),
  );
}
