/** What npm puts into every package. */
const ALWAYS = /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;
/** Where a package's own code lives before it is built; tests and their helpers. */
const NEVER =
  /(^|\/)(src|dev|e2e-tests|fixtures|node_modules|coverage)\/|\.test\.|__testUtils__|__fixtures__|\.tsx?$/;
const DECLARATION = /\.d\.ts$/;

function listEntries(value) {
  if (typeof value === 'string') {
    return [value];
  }
  return Object.values(value ?? {}).flatMap(listEntries);
}

/** Files that a manifest names: what people import, run or configure by. */
function listPromises(manifest) {
  const { main, module, types, bin, exports, configSchema } = manifest;
  return [
    main,
    module,
    types,
    ...listEntries(bin),
    // beside files, exports say what a default export is: @backstage/FrontendPlugin
    ...listEntries(exports).filter(entry => entry.startsWith('./')),
    ...(typeof configSchema === 'string' ? [configSchema] : []),
  ]
    .filter(Boolean)
    .map(file => file.replace(/^\.\//, ''));
}

/**
 * Where a package is not what it promises.
 * @returns one sentence for each fault
 */
export function findPackageFaults({ files, manifest }) {
  const has = new Set(files);
  const faults = [];
  for (const file of new Set(listPromises(manifest))) {
    if (!has.has(file)) {
      faults.push(`names ${file}, which is not in it`);
    }
  }
  for (const entry of manifest.files) {
    if (!files.some(file => file === entry || file.startsWith(`${entry}/`))) {
      faults.push(`promises ${entry}, and has nothing of it`);
    }
  }
  for (const file of files) {
    const isPromised = manifest.files.some(
      entry => file === entry || file.startsWith(`${entry}/`),
    );
    if (!ALWAYS.test(file) && !isPromised && file !== manifest.configSchema) {
      faults.push(`has ${file}, which its manifest does not promise`);
    }
    if (NEVER.test(file) && !DECLARATION.test(file)) {
      faults.push(`has ${file}, which is of no use to who installs it`);
    }
  }
  for (const required of ['README.md', 'LICENSE']) {
    if (!has.has(required)) {
      faults.push(`has no ${required}`);
    }
  }
  for (const field of ['dependencies', 'peerDependencies']) {
    for (const [name, range] of Object.entries(manifest[field] ?? {})) {
      if (/^(workspace|link|file):/.test(range)) {
        faults.push(`asks for ${name} as "${range}"`);
      }
    }
  }
  return faults;
}
