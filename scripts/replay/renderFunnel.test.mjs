import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listStages, renderFunnel, renderMarkdown } from './renderFunnel.mjs';

const funnel = {
  datasets: 2,
  consumers: 96,
  direct: 36,
  discovered: 95,
  undeclaredFound: 4,
  undeclared: 4,
  discovery: { readers: 34, claimed: 35, right: 34, missed: 0 },
  targets: 35,
  attempted: 34,
  attempts: { count: 36, medianSeconds: 2 },
  levels: [{ level: 'E5', count: 31 }],
  opened: 31,
  merged: 29,
  duplicates: 0,
  states: { merged: 29, closed: 2, exempted: 1, noChanges: 3 },
  unsettled: 0,
  blocks: 0,
  requests: 500,
  peaks: { contentPerHour: 90 },
  judgements: 2,
  judgementsAltered: 0,
  migrations: [
    { title: 'Orders', state: 'completed', readers: 2 },
    { title: 'Users', state: 'completing' },
  ],
  teams: { edited: 3, closed: 2 },
  owner: { exempted: 1, resumed: 0 },
  crashes: 2,
  deaths: 2,
  clockRate: 30,
  seconds: { catalog: 10, planning: 20, moving: 580 },
};

describe('the funnel', () => {
  it('gives each stage with the number that it is out of', () => {
    const stages = new Map(
      listStages(funnel).map(({ name, count, total }) => [
        name,
        [count, total],
      ]),
    );

    assert.deepEqual(stages.get('opened'), [31, 31]);
    assert.deepEqual(stages.get('merged'), [29, 31]);
    assert.deepEqual(stages.get('settled'), [35, 35]);
    assert.deepEqual(stages.get('zero readers'), [1, 2]);
    assert.deepEqual(stages.get('recall'), [34, 34]);
  });

  it('is a table of five columns, and lines for the terminal', () => {
    const rows = renderMarkdown(funnel).trimEnd().split('\n');

    assert.ok(rows.every(row => row.split('|').length === 7));
    assert.match(renderFunnel(funnel), /merged +29 of 31 \(93\.5 %\)/);
  });
});
