/** Patterns and what stands for them afterwards, as somebody who searches and replaces would write them; long ones first. */
export function replacementsOf(contract) {
  const pairs = contract.spec.datasets.flatMap(({ from, to, fields }) => [
    ...from.names.flatMap((name, index) =>
      pairNames(name, to.names[index] ?? to.names[0]),
    ),
    ...fields.flatMap(field =>
      field.from && typeof field.to === 'string' && !field.expression
        ? [[wordPattern(field.from), field.to]]
        : [],
    ),
  ]);
  return [...new Map(pairs)].sort(([a], [b]) => b.length - a.length);
}

function pairNames(from, to) {
  if (from.source) {
    return [[callPattern(from.source), renderCall(to)]];
  }
  return from.ref
    ? [[wordPattern(from.ref), to.ref ?? spell(to)]]
    : pairParts(spell(from).split('.'), spell(to).split('.'));
}

/** The full name, and the name without its first parts, down to two. */
function pairParts(from, to) {
  const shorter =
    from.length > 2 && from.length === to.length
      ? pairParts(from.slice(1), to.slice(1))
      : [];
  return [[wordPattern(from.join('.')), to.join('.')], ...shorter];
}

function wordPattern(name) {
  const parts = name.split('.').map(escape);
  return `(?<!\\w)${parts.join('[`"]?\\.[`"]?')}(?!\\w)`;
}

function callPattern(source) {
  const [schema, table] = source.split('.').map(escape);
  return `source\\(\\s*['"]${schema}['"]\\s*,\\s*['"]${table}['"]\\s*\\)`;
}

function renderCall(to) {
  const [schema, table] = (to.source ?? '').split('.');
  return to.ref ? `ref('${to.ref}')` : `source('${schema}', '${table}')`;
}

function escape(word) {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Tells words by which a change is known to be about the contract. */
export function createOldNameTest(contract) {
  const words = oldWordsOf(contract);
  const prefixes = contract.spec.datasets
    .flatMap(({ from }) => from.names)
    .flatMap(({ name }) => (name?.endsWith('*') ? [split(name).at(-1)] : []))
    .filter(prefix => prefix.endsWith('_'));
  return word =>
    words.has(word) || prefixes.some(prefix => word.startsWith(prefix));
}

function oldWordsOf(contract) {
  const words = new Set();
  for (const { from, to, fields } of contract.spec.datasets) {
    from.names.forEach((name, index) => {
      const kept = new Set(split(spell(to.names[index] ?? to.names[0])));
      split(spell(name))
        .filter(word => !kept.has(word))
        .forEach(word => words.add(word));
    });
    fields.forEach(field => field.from && words.add(field.from));
  }
  return words;
}

function spell(name) {
  return (name.ref ?? name.source ?? name.name).replace(/[._]?\*$/, '');
}

function split(name) {
  return name.split(/[^\p{L}\p{N}_]+/u).filter(Boolean);
}
