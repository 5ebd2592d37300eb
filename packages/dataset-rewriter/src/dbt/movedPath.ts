const MODEL_FILE = /^([^]*\/)?([^/]+)(\.(?:sql|py|csv))$/i;

/** Where the file of a model, a seed or a model in Python goes when that gets another name; absent where it is no such file. */
export function movedPath(
  path: string,
  from: string,
  to: string,
): string | undefined {
  const match = MODEL_FILE.exec(path);
  return match?.[2] === from ? `${match[1] ?? ''}${to}${match[3]}` : undefined;
}

/** The name of the model that a file defines, if it defines one. */
export function modelOf(path: string): string | undefined {
  return MODEL_FILE.exec(path)?.[2];
}
