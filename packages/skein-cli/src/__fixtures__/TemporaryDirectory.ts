import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder with real files that lasts for one test. */
export class TemporaryDirectory {
  readonly path = mkdtempSync(join(tmpdir(), 'skein-cli-'));

  resolve(path: string): string {
    return join(this.path, path);
  }

  write(path: string, content: string | Uint8Array, mode = 0o644): void {
    mkdirSync(dirname(this.resolve(path)), { recursive: true });
    writeFileSync(this.resolve(path), content);
    chmodSync(this.resolve(path), mode);
  }

  read(path: string): string {
    return readFileSync(this.resolve(path), 'latin1');
  }

  modeOf(path: string): number {
    return statSync(this.resolve(path)).mode & 0o7777;
  }

  /** Every file below with its bytes, so that two moments can be compared. */
  snapshot(): Record<string, string> {
    const files = readdirSync(this.path, {
      recursive: true,
      withFileTypes: true,
    })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .sort();
    return Object.fromEntries(
      files.map(file => [file, readFileSync(file, 'base64')]),
    );
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
