/** Somebody, and who reads what it writes. */
export type ReaderGraph = ReadonlyMap<string, readonly string[]>;

/**
 * Groups of entities that read each other in a circle, each sorted by name; by Tarjan's algorithm, without recursion
 * since a chain may be longer than the stack.
 */
export function findCycles(graph: ReaderGraph): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const cycles: string[][] = [];

  const enter = (node: string) => {
    order.set(node, order.size);
    lowest.set(node, order.get(node)!);
    open.push(node);
    isOpen.add(node);
    return { node, readers: (graph.get(node) ?? []).values() };
  };
  const lower = (node: string, value: number) =>
    lowest.set(node, Math.min(lowest.get(node)!, value));

  for (const start of graph.keys()) {
    if (order.has(start)) {
      continue;
    }
    const path = [enter(start)];
    while (path.length > 0) {
      const { node, readers } = path[path.length - 1];
      const next = readers.next();
      if (!next.done) {
        if (!order.has(next.value)) {
          path.push(enter(next.value));
        } else if (isOpen.has(next.value)) {
          lower(node, order.get(next.value)!);
        }
        continue;
      }
      path.pop();
      if (path.length > 0) {
        lower(path[path.length - 1].node, lowest.get(node)!);
      }
      if (lowest.get(node) === order.get(node)) {
        const group = open.splice(open.lastIndexOf(node));
        group.forEach(member => isOpen.delete(member));
        if (group.length > 1 || graph.get(node)?.includes(node)) {
          cycles.push(group.sort());
        }
      }
    }
  }
  return cycles.sort(([a], [b]) => a.localeCompare(b));
}
