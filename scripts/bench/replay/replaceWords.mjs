/** What search and replace makes of a text: each pattern becomes its replacement, wherever it stands. */
export function replaceWords(text, replacements) {
  return replacements.reduce(
    (changed, [pattern, to]) =>
      changed.replace(new RegExp(pattern, 'g'), () => to),
    text,
  );
}
