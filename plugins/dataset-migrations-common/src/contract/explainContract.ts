import type {
  DatasetMove,
  DatasetName,
  FieldMapping,
  MappingContract,
} from './MappingContract';
import { pairNames, textOfName } from './pairNames';

/**
 * What a contract says, in plain words, a sentence each.
 * @public
 */
export function explainContract(contract: MappingContract): string[] {
  const { datasets, guide } = contract.spec;
  return [
    ...datasets.flatMap(explainMove),
    explainOutputs(contract),
    ...(guide ? [`Whoever has to decide finds help at ${guide}.`] : []),
  ];
}

/**
 * What a contract says about one field, as a sentence.
 * @public
 */
export function explainField(field: FieldMapping): string {
  const destination = joinNames(
    field.to === undefined ? [] : [field.to].flat(),
  );
  const note = field.note ? ` ${endSentence(field.note)}` : '';
  switch (field.change) {
    case 'added':
      return `${destination} is new.${note}`;
    case 'dropped':
      return field.default === undefined
        ? `${field.from} is gone and nothing replaces it: queries that read it are left as they are, and listed.${note}`
        : `${field.from} is gone; ${field.default} stands in its place.${note}`;
    case 'judgement':
      return `${
        field.from
      } needs a decision by each team, so code that reads it is left as it is${
        destination && `; the nearest new column is ${destination}`
      }.${note}`;
    default:
      return field.expression === undefined
        ? `${field.from} is now called ${destination}; its values are the same.${note}`
        : `${field.from} follows from ${destination}: ${plainExpression(
            field.expression,
          )}.${note}`;
  }
}

function explainMove(move: DatasetMove): string[] {
  return [
    `${move.from.entityRef} is replaced by ${move.to.entityRef}.`,
    ...pairNames(move).map(
      ({ from, to }) =>
        `${spellName(from)} becomes ${spellName(to)} (${from.platform}).`,
    ),
    ...move.fields.map(explainField),
    ...explainUnchanged(move),
    ...(move.rows
      ? [
          `${move.to.entityRef} holds more rows; every read keeps only those where ${move.rows.where}.`,
        ]
      : []),
  ];
}

function explainUnchanged(move: DatasetMove): string[] {
  const named = move.fields.map(field => field.from);
  const unchanged = (move.from.schema ?? [])
    .map(column => column.name)
    .filter(name => !named.includes(name));
  if (unchanged.length === 0) {
    return [];
  }
  const verb = unchanged.length === 1 ? 'stays as it is' : 'stay as they are';
  return [`${joinNames(unchanged)} ${verb}.`];
}

function explainOutputs(contract: MappingContract): string {
  return contract.spec.outputs === 'preserve'
    ? "Each consumer's own output names stay as they are, so consumers can move in any order."
    : "New column names flow on through each consumer's own outputs, so whoever reads a consumer sees them too.";
}

function spellName(name: DatasetName): string {
  if (name.platform !== 'dbt') {
    return textOfName(name);
  }
  if ('source' in name) {
    const [source, table] = name.source.split('.');
    return `source('${source}', '${table}')`;
  }
  const parts = [name.package, name.ref]
    .filter(part => part !== undefined)
    .map(part => `'${part}'`);
  const version = name.version === undefined ? [] : [`v=${name.version}`];
  return `ref(${[...parts, ...version].join(', ')})`;
}

function plainExpression(expression: string): string {
  return expression.replace(/\{([^{}]*)\}/g, '$1');
}

function joinNames(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

function endSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
