const TOKEN =
  /(?<comment>--[^\n]*|\/\*[^]*?\*\/|\{#[^]*?#\})|(?<token>[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?|[^\s])/gu;
const HASH_COMMENT =
  /(?<comment>(?<=^|\s)#[^\n]*)|(?<token>[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?|[^\s])/gu;

/** The words and signs of a text, without white space and comments; in SQL a name is the same with and without backticks. */
export function splitTokens(text, path) {
  const isSql = /\.sql$/i.test(path);
  const pattern = isSql ? TOKEN : HASH_COMMENT;
  return [...text.matchAll(pattern)].flatMap(({ groups, index }) =>
    groups.token === undefined || (isSql && groups.token === '`')
      ? []
      : [{ text: groups.token, index }],
  );
}
