import { createHash } from 'node:crypto';

/** The name that git gives to a content, of the kind that another name is of. */
export function blobName(content: Uint8Array, like: string): string {
  return createHash(like.length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex');
}
