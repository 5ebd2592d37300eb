/** What stands at a place of a document; undefined when there is no such place. */
export function valueAt(
  document: unknown,
  path: readonly PropertyKey[],
): unknown {
  return path.reduce<unknown>(
    (value, segment) =>
      isObject(value) && Object.hasOwn(value, segment)
        ? value[segment]
        : undefined,
    document,
  );
}

/** True for what has keys. */
export function isObject(
  value: unknown,
): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
