/** Who reads the dataset, as a picture. */
export const graphMessages = {
  title: 'Who reads it, by team',
  summary:
    'From the dataset outwards, by how many hops. Each team filters the table below.',
  list: 'Teams that read the dataset',
  node_one:
    '{{name}}: {{count, number}} consumer, at hop {{hops}}; {{undeclared}} not in the catalog',
  node_other:
    '{{name}}: {{count, number}} consumers, at hop {{hops}}; {{undeclared}} not in the catalog',
  undeclared_one: '{{count, number}} undeclared',
  undeclared_other: '{{count, number}} undeclared',
  more_one: '… {{count, number}} more team',
  more_other: '… {{count, number}} more teams',
  omitted_one:
    '{{count, number}} smaller group with {{consumers, number}} consumers is not drawn; the table has it.',
  omitted_other:
    '{{count, number}} smaller groups with {{consumers, number}} consumers are not drawn; the table has them.',
  onlyTeam: 'Only those of {{team}}.',
  onlyUnowned: 'Only those that nobody owns.',
  onlyHops: 'Only those at hop {{hops}}.',
  onlyUndecided:
    'Only those that the catalog does not know and that are not taken in.',
} as const;
