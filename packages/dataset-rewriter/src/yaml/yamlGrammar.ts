import { findRepeatedHeaders } from '../dbt/findRepeatedHeaders';
import type { Grammar, GrammarReading } from '../grammars/Grammar';
import { analyzeYamlFile } from './analyzeYamlFile';
import { listScalars, parseYaml } from './parseYaml';

/** How YAML is read. */
export const yamlGrammar: Grammar = {
  analyze: analyzeYamlFile,
  read: readYaml,
  findRepeats: findRepeatedHeaders,
  partsStandAlone: true,
};

function readYaml(text: string): GrammarReading {
  const parsed = parseYaml(text);
  if ('problem' in parsed) {
    return { problem: parsed.problem, changeable: [] };
  }
  const changeable = parsed.documents.flatMap(({ contents }) =>
    listScalars(contents).flatMap(({ scalar: { range } }) =>
      range ? [{ start: range[0], end: range[1] }] : [],
    ),
  );
  return { changeable };
}
