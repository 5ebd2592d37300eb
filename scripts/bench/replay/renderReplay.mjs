const VERDICTS = [
  'exact',
  'equal',
  'within',
  'partial',
  'missed',
  'overEdited',
  'otherWork',
  'removed',
];

/** What came out of one replay, as text; with `show` each file that is not as people did it, with the reasons. */
export function renderReplay({
  name,
  commit,
  files,
  seconds,
  moves,
  ours,
  words,
  show,
}) {
  const lines = [
    `\n${name} (${commit}, ${files} files, ${seconds.toFixed(1)} s)`,
    `  rewriter          ${count(ours)}`,
    `  search, replace   ${count(words)}`,
  ];
  if (moves.theirs || moves.ours) {
    lines.push(
      `  moved files       ${moves.ours}, of which ${moves.same} as people did, who moved ${moves.theirs}`,
    );
  }
  const differing = ours.filter(
    ({ verdict }) =>
      !['exact', 'equal', 'within', 'otherWork', 'removed'].includes(verdict),
  );
  return [...lines, ...(show ? differing.flatMap(renderFile) : [])].join('\n');
}

function count(files) {
  const counts = VERDICTS.map(verdict => {
    const number = files.filter(f => f.verdict === verdict).length;
    return number ? `${number} ${verdict}` : '';
  }).filter(Boolean);
  const listed = files.filter(
    ({ verdict, findings }) =>
      findings?.length && (verdict === 'missed' || verdict === 'partial'),
  ).length;
  const only = files.filter(
    ({ verdict, isUntouched }) => isUntouched && verdict === 'overEdited',
  ).length;
  return [
    counts.join(', ') || 'nothing',
    listed ? `(${listed} of the missed and partial ones are listed)` : '',
    only ? `(${only} of the over-edited ones people did not touch)` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function renderFile({
  path,
  verdict,
  isUntouched,
  missing,
  extra,
  strange,
  findings,
}) {
  const describe = (label, changes = []) =>
    changes
      .slice(0, 6)
      .map(
        ({ line, from, to }) =>
          `      ${label} ${line}: ${clip(from)} -> ${clip(to)}`,
      );
  return [
    `    ${verdict}${isUntouched ? ' (people left it)' : ''} ${path}`,
    ...describe('theirs', missing),
    ...describe(
      strange?.length ? 'strange' : 'ours',
      strange?.length ? strange : extra,
    ),
    ...findings
      .slice(0, 4)
      .map(
        ({ line, message }) => `      listed ${line}: ${clip(message, 160)}`,
      ),
  ];
}

function clip(text, length = 90) {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
