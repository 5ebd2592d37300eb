/** Names of fields from an argument such as `id,state`; nothing when none is wanted. */
export function fieldsOf(argument: string | undefined): string[] | undefined {
  return argument?.split(',').map(each => each.trim());
}
