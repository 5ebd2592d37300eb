/** What git may take over from the backend's environment: where it is, and how to get out of the house. */
const PASSED_ON = [
  'PATH',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
];

/**
 * Settings of each git command. They come last, so nothing in a repository can override them;
 * each closes a door through which content of a repository could run code or reach out.
 */
const SETTINGS: Array<[string, string]> = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.symlinks', 'false'],
  ['core.attributesFile', '/dev/null'],
  ['core.quotePath', 'false'],
  ['core.protectHFS', 'true'],
  ['core.protectNTFS', 'true'],
  ['safe.bareRepository', 'explicit'],
  ['protocol.version', '2'],
  ['credential.helper', ''],
  // A redirect could carry the Authorization header to another host.
  ['http.followRedirects', 'false'],
  ['fetch.fsckObjects', 'true'],
  // Harmless, and found in the history of many old repositories.
  ['fetch.fsck.zeroPaddedFilemode', 'ignore'],
  // A fetch that is killed leaves nothing but an unfinished pack.
  ['fetch.unpackLimit', '1'],
  ['submodule.recurse', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['commit.gpgSign', 'false'],
  ['push.gpgSign', 'false'],
];

export interface GitEnvironmentOptions {
  /** Folder that git may take for a home; holds no configuration. */
  home: string;
  /** Value of the Authorization header, sent to the origin of `url` only. */
  authorization?: string;
  url?: string;
}

/** The whole environment of a git command, written from nothing. */
export function gitEnvironment(
  options: GitEnvironmentOptions,
): Record<string, string> {
  const settings = [...SETTINGS];
  if (options.authorization !== undefined && options.url !== undefined) {
    settings.push([
      `http.${new URL(options.url).origin}/.extraHeader`,
      `Authorization: ${options.authorization}`,
    ]);
  }
  const environment: Record<string, string> = {
    HOME: options.home,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '/bin/false',
    GIT_ALLOW_PROTOCOL: 'http:https',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_CONFIG_COUNT: String(settings.length),
  };
  settings.forEach(([key, value], index) => {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  for (const name of PASSED_ON) {
    const value = process.env[name];
    if (value !== undefined) {
      environment[name] = value;
    }
  }
  return environment;
}
