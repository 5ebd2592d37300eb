/** Ways in which an agent does more than it was asked to, which a person would not want to merge. */
export const OVERREACH_CLASSES = [
  'select distinct',
  'null instead',
  'deleted comment',
  'reformatted',
];

/** One fault of each class in each file that a right patch has changed; the same patch gives the same list. */
export function mutateBeyond(files, contract) {
  return files
    .filter(({ before, after }) => before !== after)
    .flatMap(file => [
      ...addDistinct(file),
      ...putNull(file, contract),
      ...deleteComment(file),
      ...reformat(file),
    ]);
}

function addDistinct({ path, after }) {
  const found = /\bselect\b(?!\s+distinct)/i.exec(after);
  return found === null
    ? []
    : [
        {
          kind: 'select distinct',
          path,
          after: splice(after, found.index + found[0].length, 0, ' DISTINCT'),
          what: 'DISTINCT is added',
        },
      ];
}

/** A column that the patch has put in is a constant. */
function putNull({ path, before, after }, contract) {
  const names = contract.spec.datasets.flatMap(({ fields }) =>
    fields.flatMap(({ to, change }) =>
      change === undefined && to !== undefined ? [to].flat() : [],
    ),
  );
  for (const name of names) {
    const word = new RegExp(`(?<![.\\w"'])${name}\\b(?!["'])`);
    const found = word.exec(after);
    if (found !== null && !word.test(before)) {
      return [
        {
          kind: 'null instead',
          path,
          after: splice(after, found.index, name.length, 'NULL'),
          what: `${name} is NULL`,
        },
      ];
    }
  }
  return [];
}

function deleteComment({ path, after }) {
  const found = /^[ \t]*(--|#|\/\/)[ \t]?\S.*\n/m.exec(after);
  return found === null
    ? []
    : [
        {
          kind: 'deleted comment',
          path,
          after: splice(after, found.index, found[0].length, ''),
          what: found[0].trim().slice(0, 60),
        },
      ];
}

/** A line that the patch has not touched is moved in. */
function reformat({ path, before, after }) {
  const known = new Set(before.split('\n'));
  const lines = after.split('\n');
  const at = lines.findIndex(
    line => known.has(line) && /^\s+\S.*\S$/.test(line),
  );
  return at < 0
    ? []
    : [
        {
          kind: 'reformatted',
          path,
          after: lines
            .map((line, index) => (index === at ? `  ${line}` : line))
            .join('\n'),
          what: lines[at].trim().slice(0, 60),
        },
      ];
}

function splice(text, start, length, by) {
  return text.slice(0, start) + by + text.slice(start + length);
}
