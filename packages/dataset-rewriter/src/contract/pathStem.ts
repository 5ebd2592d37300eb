/** The name of a folder without the slash or the star at its end, which code may leave out; other names as they are. */
export function pathStem(name: string): string {
  return name.includes('/') ? name.replace(/\/(?:\*+)?$/, '') : name;
}
