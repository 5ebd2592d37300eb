import type { RepositoryDefinition } from '../company/RepositoryDefinition';
import { hashObject } from '../git/hashObject';
import type { CodeRepository } from './CodeRepositories';

interface IndexedCode {
  commit: string;
  /** Small letters by path. */
  texts: Map<string, string>;
}

const READ_AT_ONCE = 8;

/**
 * What stands on the default branches, kept in memory until a branch moves: a search looks at every repository, and asking git
 * each time would take minutes in a large company.
 * @internal
 */
export class CodeIndex {
  readonly #code = new Map<string, IndexedCode>();

  static create() {
    return new CodeIndex();
  }

  private constructor() {}

  /** Reads what is not known yet, several at once. */
  async warmUp(repositories: CodeRepository[]): Promise<void> {
    const waiting = [...repositories];
    while (waiting.length > 0) {
      await Promise.all(
        waiting
          .splice(0, READ_AT_ONCE)
          .map(repository => this.#read(repository)),
      );
    }
  }

  /**
   * The commit that was searched, and the paths and sizes of files that hold all of the texts, upper and lower case alike, as GitHub's code
   * search finds them; undefined for an empty repository.
   */
  async search(
    repository: CodeRepository,
    texts: string[],
  ): Promise<
    { commit: string; files: Array<{ path: string; size: number }> } | undefined
  > {
    const code = await this.#read(repository);
    if (!code) {
      return undefined;
    }
    const wanted = texts.map(text => text.toLowerCase());
    return {
      commit: code.commit,
      files: [...code.texts]
        .filter(([, text]) => wanted.every(each => text.includes(each)))
        .map(([path, text]) => ({ path, size: Buffer.byteLength(text) })),
    };
  }

  /** The name of a file's content in a commit, as git names it. */
  async nameOfBlob(
    repository: CodeRepository,
    commit: string,
    path: string,
  ): Promise<string | undefined> {
    const seeded =
      commit === repository.seededCommit
        ? repository.definition.files.find(file => file.path === path)
        : undefined;
    return seeded
      ? hashObject('blob', seeded.content)
      : repository.git.resolveRef(`${commit}:${path}`);
  }

  async #read(repository: CodeRepository): Promise<IndexedCode | undefined> {
    const commit = await repository.git.resolveRef(
      `refs/heads/${repository.defaultBranch}`,
    );
    if (commit === undefined) {
      return undefined;
    }
    const known = this.#code.get(repository.fullName);
    if (known?.commit === commit) {
      return known;
    }
    const texts =
      commit === repository.seededCommit
        ? textsOf(repository.definition)
        : await repository.git.readTexts(commit);
    const code = {
      commit,
      texts: new Map(
        [...texts].map(([path, text]) => [path, text.toLowerCase()]),
      ),
    };
    this.#code.set(repository.fullName, code);
    return code;
  }
}

function textsOf({ files }: RepositoryDefinition): Map<string, string> {
  return new Map(files.map(({ path, content }) => [path, content.toString()]));
}
