import { lstat, readlink, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a command sees of the host: programs and what they need to run, and nothing of anybody's. */
export interface SystemFiles {
  /** Files and folders that are where they are on the host. */
  files: string[];
  /** Links that are as they are on the host. */
  links: Array<{ path: string; to: string }>;
  node: { binary: string; npm?: string };
}

const FOLDERS = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64'];

/** Where libraries, certificates, time zones and interpreters are looked up; none of it is secret or about this host. */
const SETTINGS = [
  '/etc/alternatives',
  '/etc/ca-certificates',
  '/etc/ca-certificates.conf',
  '/etc/crypto-policies',
  '/etc/java-11-openjdk',
  '/etc/java-17-openjdk',
  '/etc/java-21-openjdk',
  '/etc/ld.so.cache',
  '/etc/ld.so.conf',
  '/etc/ld.so.conf.d',
  '/etc/localtime',
  '/etc/maven',
  '/etc/mime.types',
  '/etc/nsswitch.conf',
  '/etc/pki/ca-trust',
  '/etc/pki/java',
  '/etc/pki/tls/certs',
  '/etc/python3',
  '/etc/ssl/certs',
  '/etc/ssl/openssl.cnf',
];

async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}

/** Looks for them once; a program that is installed later lies in a folder that is seen anyway. */
export async function findSystemFiles(): Promise<SystemFiles> {
  const files: string[] = [];
  const links: SystemFiles['links'] = [];
  for (const path of [...FOLDERS, ...SETTINGS]) {
    const stats = await lstat(path).catch(() => undefined);
    if (stats?.isSymbolicLink() && FOLDERS.includes(path)) {
      links.push({ path, to: await readlink(path) });
    } else if (stats) {
      files.push(path);
    }
  }
  const binary = await realpath(process.execPath);
  const npm = join(dirname(dirname(binary)), 'lib/node_modules/npm');
  return {
    files,
    links,
    node: { binary, ...((await isThere(npm)) ? { npm } : {}) },
  };
}
