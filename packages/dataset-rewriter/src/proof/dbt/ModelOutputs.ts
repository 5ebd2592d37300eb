import type { RelationCall } from '../../dbt/findRelationCalls';
import type { BoundColumn } from '../duckdb/ProofDatabase';
import { pairOutputs } from './pairOutputs';
import type { ChangedText } from '../readChangedFiles';
import type { ProofTable } from '../statements/TableCatalog';

/** What the changed models of dbt give, so that models which read them bind on that. */
export class ModelOutputs {
  readonly #models: Set<string>;
  readonly #outputs = new Map<string, ProofTable['columns']>();

  constructor(paths: string[]) {
    this.#models = new Set(paths.map(modelOf));
  }

  /** Models before those that read them. */
  inOrder(files: ChangedText[]): ChangedText[] {
    const ordered: ChangedText[] = [];
    const visited = new Set<string>();
    const byModel = new Map(files.map(file => [modelOf(file.path), file]));
    const visit = (file: ChangedText) => {
      if (visited.has(file.path)) {
        return;
      }
      visited.add(file.path);
      for (const [, model] of file.after.matchAll(
        /\bref\s*\((?:[^()]*,)?\s*['"](\w+)['"]/g,
      )) {
        const read = byModel.get(model);
        if (read) {
          visit(read);
        }
      }
      ordered.push(file);
    };
    files.forEach(visit);
    return ordered;
  }

  add(path: string, outputs?: { old: BoundColumn[]; new: BoundColumn[] }) {
    if (outputs && /\.sql$/i.test(path)) {
      this.#outputs.set(modelOf(path), pairOutputs(outputs));
    }
  }

  outputsOf(call: RelationCall): ProofTable['columns'] | undefined {
    const model = call.arguments
      .filter(({ keyword }) => !keyword)
      .at(-1)?.value;
    return model !== undefined && this.#models.has(model)
      ? this.#outputs.get(model)
      : undefined;
  }
}

function modelOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}
