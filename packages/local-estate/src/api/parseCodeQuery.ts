import { GithubError } from './GithubError';

/** A code search, taken apart. Everything in it has to hold. */
export interface CodeQuery {
  texts: string[];
  owners: string[];
  repositories: string[];
  paths: string[];
  fileNames: string[];
  extensions: string[];
  /** From and to, in bytes. */
  size?: [number, number];
}

const SIZE_RANGE = /^\d+\.\.\d+$/;

/**
 * Reads GitHub's search syntax: words, `"phrases"`, and the qualifiers that the estate knows. Another qualifier is
 * refused rather than ignored, since a search that is wider than asked would look like a find.
 * @internal
 */
export function parseCodeQuery(text: string): CodeQuery {
  const query: CodeQuery = {
    texts: [],
    owners: [],
    repositories: [],
    paths: [],
    fileNames: [],
    extensions: [],
  };
  for (const [, phrase, word] of text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)) {
    const [, name, value] = /^([a-z]+):(?!\/)(.+)$/.exec(word ?? '') ?? [];
    if (phrase !== undefined) {
      query.texts.push(phrase.replace(/\\(.)/g, '$1'));
    } else if (!name) {
      query.texts.push(word);
    } else if (name === 'org' || name === 'user') {
      query.owners.push(value.toLowerCase());
    } else if (name === 'repo') {
      query.repositories.push(value.toLowerCase());
    } else if (name === 'path') {
      query.paths.push(value);
    } else if (name === 'filename') {
      query.fileNames.push(value.toLowerCase());
    } else if (name === 'extension') {
      query.extensions.push(value);
    } else if (name === 'size' && SIZE_RANGE.test(value)) {
      const [from, to] = value.split('..').map(Number);
      query.size = [from, to];
    } else if (name !== 'in' || value !== 'file') {
      throw new GithubError(422, 'Validation Failed', [
        {
          message: `The local estate does not know the qualifier ${name}:${value}`,
          resource: 'Search',
          field: 'q',
          code: 'invalid',
        },
      ]);
    }
  }
  query.texts = query.texts.filter(Boolean);
  return query;
}
