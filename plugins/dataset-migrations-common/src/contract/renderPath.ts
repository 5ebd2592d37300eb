/** A path as people write it: `spec.datasets[0].fields[3].from`. */
export function renderPath(path: readonly PropertyKey[]): string {
  let rendered = '';
  for (const segment of path) {
    if (typeof segment === 'number') {
      rendered += `[${segment}]`;
    } else if (/^[\w-]+$/.test(String(segment))) {
      rendered += rendered === '' ? String(segment) : `.${String(segment)}`;
    } else {
      rendered += `[${JSON.stringify(String(segment))}]`;
    }
  }
  return rendered;
}
