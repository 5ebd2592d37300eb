import { createHash } from 'node:crypto';

export type ObjectType = 'blob' | 'tree' | 'commit';

/** An object with the header that git puts before it. */
export function encodeObject(type: ObjectType, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
}

/** The name that git gives to an object. */
export function hashObject(type: ObjectType, content: Buffer): string {
  return createHash('sha1').update(encodeObject(type, content)).digest('hex');
}
