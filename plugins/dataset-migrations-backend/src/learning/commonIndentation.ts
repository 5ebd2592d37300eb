/** The white space that all lines begin with, but for those that hold nothing else. */
export function commonIndentation(lines: string[]): string {
  const [first = '', ...others] = lines
    .filter(line => line.trim() !== '')
    .map(line => line.slice(0, line.length - line.trimStart().length));
  return others.reduce((common, own) => {
    let length = 0;
    while (length < common.length && common[length] === own[length]) {
      length += 1;
    }
    return common.slice(0, length);
  }, first);
}
