import type { Request, Response } from 'express';

/**
 * The part of a list that was asked for; sets the `Link` header that clients page by.
 * @internal
 */
export function takePage<T>(
  request: Request,
  response: Response,
  items: T[],
  url: string,
): T[] {
  const size = Math.min(Math.max(Number(request.query.per_page) || 30, 1), 100);
  const page = Math.max(Number(request.query.page) || 1, 1);
  const last = Math.max(Math.ceil(items.length / size), 1);
  const link = (number: number, relation: string) => {
    const target = new URL(url + request.originalUrl);
    target.searchParams.set('page', String(number));
    return `<${target}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
  ];
  if (links.length > 0) {
    response.setHeader('link', links.join(', '));
  }
  return items.slice((page - 1) * size, page * size);
}
