import { parser } from '@prometheus-io/lezer-promql';
import { TARGET_STATES } from '@skein/backstage-plugin-dataset-migrations-common';
import { metrics, type Meter } from '@opentelemetry/api';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { instruments } from './instruments';
import { ATTRIBUTES, METRICS } from './names';

const ROOT = resolve(__dirname, '../../../..');

function read(file: string): string {
  return readFileSync(resolve(ROOT, file), 'utf8');
}

interface Rule {
  alert: string;
  expr: string;
  annotations: { summary: string };
}
interface Panel {
  title: string;
  targets?: Array<{ expr: string; legendFormat: string }>;
}

const rules: Rule[] = parse(read('deploy/monitoring/alerts.yaml')).groups[0]
  .rules;
const panels: Panel[] = JSON.parse(
  read('deploy/monitoring/dashboard.json'),
).panels;

/** What stands in Grafana for a duration. */
const withDuration = (expr: string) => expr.replace(/\$__rate_interval/g, '5m');

const queries = [
  ...rules.map(({ alert, expr, annotations }) => ({
    where: alert,
    expr,
    text: annotations.summary,
  })),
  ...panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr, legendFormat }) => ({
      where: title,
      expr: withDuration(expr),
      text: legendFormat,
    })),
  ),
];

interface Documented {
  kind: string;
  labels: string[];
  /** The words that the page lists for the values of a label. */
  says: string;
}

/** The table of metrics of docs/telemetry.md, under the names that Prometheus has for them. */
function readDocumented(): Map<string, Documented> {
  const rows = read('docs/telemetry.md').matchAll(
    /^\| `(skein\.[a-z_.]+)` +\| (gauge|counter|histogram) +\|[^|]*\|([^|]*)\|([^|]*)\|$/gm,
  );
  const documented = new Map<string, Documented>();
  for (const [, name, kind, apart, says] of rows) {
    const labels = [...apart.matchAll(/`([a-z_.]+)`/g)].map(([, label]) =>
      toPrometheus(label),
    );
    for (const series of seriesOf(toPrometheus(name), kind)) {
      documented.set(series, {
        kind,
        labels: series.endsWith('_bucket') ? [...labels, 'le'] : labels,
        says,
      });
    }
  }
  return documented;
}

function toPrometheus(name: string): string {
  return name.replace(/\./g, '_');
}

function seriesOf(name: string, kind: string): string[] {
  if (kind === 'counter') {
    return [`${name}_total`];
  }
  return kind === 'histogram'
    ? [`${name}_bucket`, `${name}_sum`, `${name}_count`]
    : [name];
}

/** What the code makes, by kind. */
function listMade(): Array<[string, string]> {
  const made: Array<[string, string]> = [
    [METRICS.targets, 'gauge'],
    [METRICS.oldestClaimable, 'gauge'],
  ];
  const note = (kind: string) => (name: string) => made.push([name, kind]);
  const meter = {
    createCounter: note('counter'),
    createHistogram: note('histogram'),
  } as unknown as Meter;
  const provider = jest
    .spyOn(metrics, 'getMeterProvider')
    .mockReturnValue({ getMeter: () => meter });
  instruments();
  provider.mockRestore();
  return made;
}

const documented = readDocumented();

interface Selector {
  metric: string;
  labels: string[];
  values: Array<[label: string, value: string]>;
}

/** Every series that a query asks for, with the labels in braces; and the labels that it groups by. */
function analyse(expr: string): {
  errors: string[];
  selectors: Selector[];
  grouping: string[];
} {
  const errors: string[] = [];
  const selectors: Selector[] = [];
  const grouping: string[] = [];
  parser.parse(expr).iterate({
    enter(node) {
      const text = expr.slice(node.from, node.to);
      if (node.type.isError) {
        errors.push(`${node.from}: ${expr.slice(node.from, node.from + 20)}`);
      }
      if (node.name === 'VectorSelector') {
        const values = [...text.matchAll(/(\w+)="([^"]*)"/g)].map(
          ([, label, value]): [string, string] => [label, value],
        );
        selectors.push({
          metric: text.replace(/\{.*/s, ''),
          labels: values.map(([label]) => label),
          values,
        });
      }
      if (node.name === 'GroupingLabels') {
        grouping.push(...text.replace(/[()\s]/g, '').split(','));
      }
    },
  });
  return { errors, selectors, grouping };
}

/** The fixed lists that labels take their values from. */
const VALUES: Record<string, readonly string[]> = {
  skein_target_state: TARGET_STATES,
  skein_outcome: [
    'proposed',
    'needsHuman',
    'noChanges',
    'failed',
    'givenBack',
    'lost',
  ],
  skein_status: [
    'allowed',
    'withheld',
    'received',
    'repeated',
    'refused',
    'succeeded',
    'failed',
    'aborted',
    'released',
  ],
};

describe('deploy/monitoring', () => {
  it('is held against a table that says what the code makes', () => {
    const expected = listMade().flatMap(([name, kind]) =>
      seriesOf(toPrometheus(name), kind),
    );
    expect([...documented.keys()].sort()).toEqual(expected.sort());
    const attributes = Object.values(ATTRIBUTES).map(toPrometheus);
    for (const { labels } of documented.values()) {
      expect([...attributes, 'le']).toEqual(expect.arrayContaining(labels));
    }
  });

  it.each(queries)('asks of Prometheus what it understands: $where', one => {
    expect(analyse(one.expr).errors).toEqual([]);
  });

  it.each(queries)('names metrics that there are: $where', one => {
    const { selectors } = analyse(one.expr);
    expect(selectors.length).toBeGreaterThan(0);
    expect([...documented.keys()]).toEqual(
      expect.arrayContaining(selectors.map(({ metric }) => metric)),
    );
  });

  it.each(queries)('tells apart by what the metrics have: $where', one => {
    const { selectors, grouping } = analyse(one.expr);
    const shown = [...one.text.matchAll(/\{\{ ?(?:\$labels\.)?(skein_\w+)/g)];
    for (const { metric, labels } of selectors) {
      expect(documented.get(metric)?.labels).toEqual(
        expect.arrayContaining([...labels, ...grouping]),
      );
    }
    const unknown = selectors
      .flatMap(({ values }) => values)
      .filter(([label, value]) => !VALUES[label]?.includes(value));
    expect(unknown).toEqual([]);
    expect(grouping).toEqual(
      expect.arrayContaining(shown.map(([, label]) => label)),
    );
  });

  it('has a row of docs/operations.md for each alert', () => {
    const page = read('docs/operations.md');
    expect(
      rules
        .map(({ alert }) => alert)
        .filter(name => !page.includes(`\`${name}\``)),
    ).toEqual([]);
  });
});
