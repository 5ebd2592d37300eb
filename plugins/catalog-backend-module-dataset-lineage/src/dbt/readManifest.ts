import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { DbtSourceConfig } from '../config/lineageConfigSchema';

const BYTES_PER_MEGABYTE = 1024 * 1024;

export interface ReadManifestOptions {
  source: DbtSourceConfig['source'];
  maxMegabytes: number;
  urlReader: UrlReaderService;
  /** What came with the text that is known already. */
  etag?: string;
  signal?: AbortSignal;
}

/**
 * The text of a manifest, no longer than it may be. Throws the `NotModifiedError` of the reader when it is that of the given
 * etag.
 */
export async function readManifest(
  options: ReadManifestOptions,
): Promise<{ text: string; etag?: string }> {
  const { source, urlReader, etag, signal } = options;
  if (source.path !== undefined) {
    return { text: await readBounded(createReadStream(source.path), options) };
  }
  const response = await urlReader.readUrl(source.url!, {
    ...(etag !== undefined && { etag }),
    ...(signal && { signal }),
  });
  const text = response.stream
    ? await readBounded(response.stream(), options)
    : checkSize(await response.buffer(), options).toString('utf8');
  return { text, ...(response.etag && { etag: response.etag }) };
}

async function readBounded(
  stream: Readable,
  options: ReadManifestOptions,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > options.maxMegabytes * BYTES_PER_MEGABYTE) {
      stream.destroy();
      throw tooLarge(options);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function checkSize(buffer: Buffer, options: ReadManifestOptions): Buffer {
  if (buffer.length > options.maxMegabytes * BYTES_PER_MEGABYTE) {
    throw tooLarge(options);
  }
  return buffer;
}

function tooLarge({ source, maxMegabytes }: ReadManifestOptions): InputError {
  return new InputError(
    `${
      source.url ?? source.path
    } has more than ${maxMegabytes} megabytes; raise maxMegabytes of this source if it is meant to`,
  );
}
