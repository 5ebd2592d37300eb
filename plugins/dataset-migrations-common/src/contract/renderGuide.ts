import { explainField } from './explainContract';
import type {
  DatasetMove,
  FieldMapping,
  MappingContract,
} from './MappingContract';
import { pairNames, textOfName } from './pairNames';

/**
 * What the guide says beside the contract.
 * @public
 */
export interface RenderGuideOptions {
  contract: MappingContract;
  /** Until when consumers have to move, as a date for people. */
  deadline?: string;
}

/**
 * The migration guide for the people whose code changes, as Markdown.
 * @public
 */
export function renderGuide({
  contract,
  deadline,
}: RenderGuideOptions): string {
  const { metadata, spec } = contract;
  const decisions = spec.datasets.flatMap(({ fields }) =>
    fields.filter(
      ({ change, default: stand }) =>
        change === 'judgement' || (change === 'dropped' && stand === undefined),
    ),
  );
  return [
    `# ${plain(metadata.title ?? metadata.name)}`,
    ...section('Why', [
      plain(
        metadata.description ??
          'The contract does not say why; ask the owner of the new dataset.',
      ),
    ]),
    ...section('By when', [
      deadline === undefined
        ? 'The owner of the migration sets the date; its page in Skein shows it.'
        : plain(deadline),
    ]),
    ...spec.datasets.flatMap(renderMove),
    ...section(
      'What you have to decide',
      renderDecisions(decisions, spec.guide),
    ),
    ...section('How to do it by hand', [...renderSteps(contract)]),
    ...section('How to undo it', [
      'Revert the pull request, or the commit. Nothing else was changed: the old dataset stays as it is until all of its readers have moved, and you may move again later.',
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(title: string, paragraphs: string[]): string[] {
  return [`## ${title}`, ...paragraphs];
}

function renderMove(move: DatasetMove): string[] {
  const title = `${plain(move.from.entityRef)} → ${plain(move.to.entityRef)}`;
  const unchanged = (move.from.schema ?? [])
    .map(({ name }) => name)
    .filter(name => !move.fields.some(({ from }) => from === name));
  return [
    ...section(title, [
      renderTable(
        ['platform', 'old name', 'new name'],
        pairNames(move).map(({ from, to }) => [
          from.platform,
          code(textOfName(from)),
          code(textOfName(to)),
        ]),
      ),
    ]),
    ...(move.fields.length === 0
      ? ['The columns stay as they are.']
      : [
          renderTable(
            ['old column', 'new column', 'what changes'],
            move.fields.map(field => [
              field.from === undefined ? '' : code(field.from),
              [field.to ?? []].flat().map(code).join(', '),
              plain(explainField(field)),
            ]),
          ),
        ]),
    ...(unchanged.length === 0
      ? []
      : [`Unchanged: ${unchanged.map(code).join(', ')}.`]),
    ...(move.rows
      ? [
          'The new dataset holds more rows. Every read of it keeps only those of the old one:',
          fence('sql', `WHERE ${move.rows.where}`),
        ]
      : []),
    ...renderExample(move),
  ];
}

/** Before and after in SQL, and in dbt where the dataset has a name there; only columns with a rule are shown. */
function renderExample(move: DatasetMove): string[] {
  const columns = exampleColumns(move);
  if (columns.length === 0) {
    return [];
  }
  const where = move.rows ? `\nWHERE ${move.rows.where}` : '';
  const before = columns.map(({ old }) => `  ${old}`).join(',\n');
  const after = columns.map(({ value }) => `  ${value}`).join(',\n');
  return pairNames(move)
    .filter(({ from }) => from.platform !== 'path' && from.platform !== 'topic')
    .filter(
      ({ from }, index, all) =>
        all.findIndex(
          other =>
            (other.from.platform === 'dbt') === (from.platform === 'dbt'),
        ) === index,
    )
    .flatMap(({ from, to }) => [
      from.platform === 'dbt' ? 'In dbt, before:' : 'In SQL, before:',
      fence('sql', `SELECT\n${before}\nFROM ${relation(from)}`),
      'After:',
      fence('sql', `SELECT\n${after}\nFROM ${relation(to)}${where}`),
    ]);
}

function exampleColumns(move: DatasetMove): { old: string; value: string }[] {
  return move.fields.flatMap((field: FieldMapping) => {
    const value = valueOf(field);
    return field.from === undefined || value === undefined
      ? []
      : [{ old: field.from, value: `${value} AS ${field.from}` }];
  });
}

/** The old value in terms of the new columns; undefined where no rule gives it. */
function valueOf(field: FieldMapping): string | undefined {
  if (field.change === 'dropped') {
    return field.default;
  }
  if (field.change !== undefined) {
    return undefined;
  }
  return field.expression === undefined
    ? [field.to ?? []].flat()[0]
    : field.expression.replace(/\{([^{}]*)\}/g, '$1');
}

function relation(name: DatasetMove['from']['names'][number]): string {
  if ('source' in name) {
    const [source, table] = name.source.split('.');
    return `{{ source('${source}', '${table}') }}`;
  }
  if ('ref' in name) {
    const model = name.package === undefined ? '' : `'${name.package}', `;
    const version = name.version === undefined ? '' : `, v=${name.version}`;
    return `{{ ref(${model}'${name.ref}'${version}) }}`;
  }
  return name.name;
}

function renderDecisions(
  decisions: FieldMapping[],
  guide: string | undefined,
): string[] {
  if (decisions.length === 0) {
    return ['Nothing: each old column follows from the new ones by a rule.'];
  }
  return [
    decisions
      .map(field => `- ${code(field.from ?? '')}: ${plain(field.note ?? '')}`)
      .join('\n'),
    'Skein leaves code that reads these columns as it is, and lists each place in the pull request.',
    ...(guide ? [`Help: <${guide}>`] : []),
  ];
}

function renderSteps({ spec }: MappingContract): string[] {
  const outputs =
    spec.outputs === 'preserve'
      ? 'Keep the names of your own outputs: give a renamed column its old name with `AS`. Then nobody who reads your data sees a change.'
      : 'Let the new names flow on through your own outputs, their tests and their documentation, and tell whoever reads them.';
  return [
    [
      'Look for every old name of the tables above, also in configuration, notebooks and dashboards.',
      'Replace the name of the dataset.',
      'Replace each old column by its value in the tables above. Leave columns of the same name in other tables alone.',
      ...(spec.datasets.some(({ rows }) => rows)
        ? [
            'Add the filter on rows wherever you read the new dataset; in an outer join, inside of a subquery.',
          ]
        : []),
      outputs,
      'Decide what is listed under “What you have to decide”.',
      'Run your own checks, and compare a day of results before and after.',
    ]
      .map((step, index) => `${index + 1}. ${step}`)
      .join('\n'),
  ];
}

function renderTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join(
    '\n',
  );
}

/** A block of code that its own text cannot end. */
function fence(language: string, text: string): string {
  const longest = Math.max(
    2,
    ...[...text.matchAll(/`+/g)].map(([run]) => run.length),
  );
  const mark = '`'.repeat(longest + 1);
  return `${mark}${language}\n${text}\n${mark}`;
}

function code(text: string): string {
  return text === ''
    ? ''
    : `\`${text.replace(/\s+/g, ' ').replaceAll('`', "'")}\``;
}

/** Text of the contract as one line that Markdown and HTML leave alone. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*[\]<>#]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&');
}
