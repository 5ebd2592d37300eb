import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import http from 'node:http';

/** Long before any age that a package manager asks of a version. */
const PUBLISHED_AT = '2020-01-01T00:00:00.000Z';

async function describePackage({ manifest, tarball }, url) {
  const bytes = await fs.readFile(tarball);
  const { name, version } = manifest;
  const file = `${name}/-/${name.split('/').pop()}-${version}.tgz`;
  return {
    path: `/${file}`,
    bytes,
    document: {
      name,
      'dist-tags': { latest: version },
      time: { created: PUBLISHED_AT, [version]: PUBLISHED_AT },
      versions: {
        [version]: {
          ...manifest,
          dist: {
            tarball: `${url}/${file}`,
            shasum: createHash('sha1').update(bytes).digest('hex'),
          },
        },
      },
    },
  };
}

/**
 * A registry of npm on this machine, with the given packages and no others.
 * @param packages manifest, as it is published, and tarball of each
 */
export async function startRegistry(packages) {
  const server = http.createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const described = await Promise.all(
    packages.map(one => describePackage(one, url)),
  );
  server.on('request', (request, response) => {
    const asked = decodeURIComponent(request.url);
    const file = described.find(({ path }) => path === asked);
    const document = described.find(
      ({ document: { name } }) => `/${name}` === asked,
    )?.document;
    if (file) {
      response.end(file.bytes);
    } else if (document) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(document));
    } else {
      response.statusCode = 404;
      response.end('{}');
    }
  });
  return {
    url,
    stop: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    },
  };
}
