import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ORGANIZATION } from '../company/people';
import type { RepositoryDefinition } from '../company/RepositoryDefinition';
import { packagePath } from '../packagePath';

const SLUG = 'github.com/project-slug';
const SOURCE_LOCATION = 'backstage.io/source-location';
const INFO_FILE = 'catalog-info.yaml';
/** Stands for the estate's address in the files of this package. */
const PLACEHOLDER = 'ESTATE_URL';

/**
 * Writes the catalog files of the company, with the addresses of this estate in them, and one file that names them all.
 * Components are read from the repositories, and get the source location that Backstage's GitHub discovery would give them.
 * @internal
 */
export async function renderCatalog(options: {
  directory: string;
  url: string;
  definitions: RepositoryDefinition[];
}): Promise<{ catalogFile: string }> {
  const { directory, url, definitions } = options;
  await mkdir(directory, { recursive: true });
  const names: string[] = [];
  const write = async (name: string, text: string) => {
    names.push(name);
    await writeFile(join(directory, name), text);
  };

  for (const name of (await readdir(packagePath('catalog'))).sort()) {
    const text = await readFile(packagePath('catalog', name), 'utf8');
    await write(name, text.replaceAll(PLACEHOLDER, url));
  }
  const components = definitions.flatMap(definition =>
    renderComponents(definition, url),
  );
  await write('repositories.yaml', components.join('---\n'));

  const catalogFile = join(directory, 'all.yaml');
  const targets = names.map(name => `    - ./${name}\n`).join('');
  await writeFile(
    catalogFile,
    `apiVersion: backstage.io/v1alpha1
kind: Location
metadata:
  name: local-estate
  description: Everything that acme has written down
spec:
  targets:
${targets}`,
  );
  return { catalogFile };
}

function renderComponents(
  definition: RepositoryDefinition,
  url: string,
): string[] {
  const files = definition.files
    .filter(
      file => file.path === INFO_FILE || file.path.endsWith(`/${INFO_FILE}`),
    )
    .map(file => ({ path: file.path, text: file.content.toString() }));
  if (definition.catalogInfo) {
    files.push({ path: INFO_FILE, text: definition.catalogInfo });
  }
  return files.flatMap(({ path, text }) => {
    const folder = path.slice(0, -INFO_FILE.length);
    return parseAllDocuments(text).map(document => {
      if (!document.getIn(['metadata', 'annotations', SLUG])) {
        document.setIn(
          ['metadata', 'annotations', SOURCE_LOCATION],
          `url:${url}/${ORGANIZATION}/${definition.name}/tree/main/${folder}`,
        );
      }
      return document.toString();
    });
  });
}
