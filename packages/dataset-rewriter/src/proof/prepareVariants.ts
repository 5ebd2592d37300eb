import type { QueryText } from '../grammars/Grammar';
import type { ProofContext, QueryPair, ScriptPair } from './QueryPair';
import {
  prepareScript,
  type PreparedStatement,
} from './statements/prepareScript';
import { TableCatalog } from './statements/TableCatalog';
import {
  PlaceholderNames,
  renderTemplate,
  type RenderedTemplate,
} from './template/renderTemplate';

/** What stands for a value that is put in when the code runs. */
export interface Placeholder {
  /** As SQL. */
  value: string;
  /** Within a string. */
  text: string;
}

/** Values to try, until the query as it was binds. */
export const PLACEHOLDERS: Placeholder[] = [
  { value: '1', text: '2024-01-15' },
  { value: "'2024-01-15'", text: '2024-01-15' },
  { value: "DATE '2024-01-15'", text: '1' },
  { value: "TIMESTAMP '2024-01-15 00:00:00'", text: 'a' },
  { value: "'a'", text: '1' },
  { value: 'NULL', text: '2024-01-15' },
];

/** One way in which a template prints, which can be prepared with any value for its placeholders. */
export interface Variant {
  prepare(placeholder: Placeholder): ScriptPair | string;
}

const MOST_CONDITIONS = 3;
const PARAMETER = /(?<![\w@'"`.])@(?=[A-Za-z_]\w*)/;

/** The ways in which the template of a query prints; a sentence when they cannot be told. */
export function prepareVariants(
  pair: QueryPair,
  context: ProofContext,
): Variant[] | string {
  const conditions = new Set<string>();
  for (const decided of [false, true]) {
    const names = new PlaceholderNames();
    for (const query of [pair.before, pair.after]) {
      const all = new Map([...conditions].map(key => [key, decided]));
      const rendered = render(query, context, names, all);
      if (rendered.problem !== undefined) {
        return rendered.problem;
      }
      rendered.conditions.forEach(condition => conditions.add(condition));
    }
  }
  if (conditions.size > MOST_CONDITIONS) {
    return `The template has ${conditions.size} conditions that are only known when it runs, and ${MOST_CONDITIONS} is the limit.`;
  }
  return decide([...conditions]).map(decisions => ({
    prepare: placeholder => prepare(pair, context, decisions, placeholder),
  }));
}

function decide(conditions: string[]): Map<string, boolean>[] {
  return conditions.reduce<Map<string, boolean>[]>(
    (all, condition) =>
      all.flatMap(decisions =>
        [false, true].map(value => new Map(decisions).set(condition, value)),
      ),
    [new Map<string, boolean>()],
  );
}

function render(
  query: QueryText,
  { moves }: ProofContext,
  placeholders: PlaceholderNames,
  decisions: Map<string, boolean>,
): RenderedTemplate {
  return renderTemplate({
    text: query.masked,
    moves,
    placeholders,
    decisions,
  });
}

function prepare(
  pair: QueryPair,
  context: ProofContext,
  decisions: Map<string, boolean>,
  placeholder: Placeholder,
): ScriptPair | string {
  const names = new PlaceholderNames();
  const before = render(pair.before, context, names, decisions);
  const after = render(pair.after, context, names, decisions);
  const problem = before.problem ?? after.problem;
  if (problem !== undefined) {
    return problem;
  }
  const slots = [
    ...names.all(),
    ...pair.before.interpolations,
    ...pair.after.interpolations,
  ];
  const catalog = new TableCatalog({
    ...context,
    placeholders: slots,
  });
  const prepareSide = (side: 'old' | 'new', rendered: RenderedTemplate) =>
    prepareScript({
      ...readParameters(rendered.text, slots, placeholder, context),
      dialect: context.dialect,
      side,
      catalog,
      relations: rendered.relations,
      tables: (side === 'old' ? pair.before : pair.after).tables ?? new Map(),
    });
  const old = prepareSide('old', before);
  const now = prepareSide('new', after);
  if (old.length !== now.length) {
    return `It had ${old.length} statements, and has ${now.length}.`;
  }
  return {
    catalog,
    hasPlaceholders: slots.length > 0 || PARAMETER.test(after.text),
    variant: [...decisions]
      .map(([condition, value]) => `${value ? '' : 'not '}${condition}`)
      .join(', '),
    statements: old.map((statement, index) => ({
      old: statement,
      new: now[index],
      line: pair.lineOf(pair.after.start + after.toSource(now[index].start)),
      isChanged: isChanged(statement, now[index]),
    })),
  };
}

/** Parameters of a query, which the parser reads as an operator, are placeholders too. */
function readParameters(
  text: string,
  slots: string[],
  placeholder: Placeholder,
  { dialect }: ProofContext,
): { text: string; placeholders: Map<string, Placeholder> } {
  const names = [...slots];
  const read =
    dialect.platform === 'bigquery'
      ? text.replace(new RegExp(PARAMETER, 'g'), (_, offset: number) => {
          const name = /^\w+/.exec(text.slice(offset + 1))?.[0];
          names.push(`_${name}`);
          return '_';
        })
      : text;
  return {
    text: read,
    placeholders: new Map(names.map(name => [name, placeholder])),
  };
}

/** Comments and space do not count; the tables that a name means do. */
function isChanged(old: PreparedStatement, now: PreparedStatement): boolean {
  const tablesOf = ({ uses }: PreparedStatement) =>
    uses.map(({ table }) => table.schema).join(' ');
  return old.source !== now.source || tablesOf(old) !== tablesOf(now);
}
