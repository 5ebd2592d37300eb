import { findRepeatedHeaders } from '../dbt/findRepeatedHeaders';
import { startsLikeSql } from '../embedded/analyzeEmbeddedSql';
import { maskPlaceholders } from '../embedded/maskPlaceholders';
import type { AnalyzeFileOptions } from '../files/FileAnalysis';
import type { FileReads, Grammar, GrammarReading } from '../grammars/Grammar';
import { isProse } from '../configuration/keys';
import { analyzeYamlFile } from './analyzeYamlFile';
import { listYamlScalars } from './listYamlScalars';
import { listScalars, parseYaml } from './parseYaml';

/** How YAML is read. */
export const yamlGrammar: Grammar = {
  analyze: analyzeYamlFile,
  read: readYaml,
  listReads: listYamlReads,
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

function listYamlReads({ text }: AnalyzeFileOptions): FileReads {
  const parsed = parseYaml(text);
  const documents = 'problem' in parsed ? [] : parsed.documents;
  const queries = documents
    .flatMap(document => listYamlScalars(document, text))
    .filter(
      ({ composed, isKey, path }) =>
        !isKey && !isProse(path) && startsLikeSql(composed.text),
    )
    .map(({ composed }) => {
      const interpolations = new Set(composed.interpolations);
      const masked = maskPlaceholders(composed.toMask(text), interpolations);
      return { ...composed.span, masked, interpolations };
    });
  return { queries, columns: [] };
}
