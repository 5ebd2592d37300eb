/** Who reads the dataset, as a picture. */
export const graphMessages = {
  title: 'Who reads it, by team',
  summary:
    'From the dataset outwards, by how many hops. Each team filters the table below.',
  list: 'Teams that read the dataset',
  node_one:
    '{{name}}: {{count}} consumer, at hop {{hops}}; {{undeclared}} not in the catalog',
  node_other:
    '{{name}}: {{count}} consumers, at hop {{hops}}; {{undeclared}} not in the catalog',
  undeclared_one: '{{count}} undeclared',
  undeclared_other: '{{count}} undeclared',
  more_one: '… {{count}} more team',
  more_other: '… {{count}} more teams',
  omitted_one:
    '{{count}} smaller group with {{consumers}} consumers is not drawn; the table has it.',
  omitted_other:
    '{{count}} smaller groups with {{consumers}} consumers are not drawn; the table has them.',
  onlyTeam: 'Only those of {{team}}.',
  onlyUnowned: 'Only those that nobody owns.',
  onlyHops: 'Only those at hop {{hops}}.',
  onlyUndecided:
    'Only those that the catalog does not know and that are not taken in.',
} as const;
