const TOKEN =
  /(?<comment>--[^\n]*|\/\*[^]*?\*\/|\{#[^]*?#\})|(?<token>[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?|[^\s])/gu;
const HASH_COMMENT =
  /(?<comment>(?<=^|\s)#[^\n]*)|(?<token>[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?|[^\s])/gu;

/** The words and signs of a text, without white space and comments. */
export function splitTokens(text, path) {
  const pattern = /\.sql$/i.test(path) ? TOKEN : HASH_COMMENT;
  return [...text.matchAll(pattern)].flatMap(({ groups, index }) =>
    groups.token === undefined ? [] : [{ text: groups.token, index }],
  );
}
