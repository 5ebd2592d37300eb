import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GithubError } from '../api/GithubError';
import { ORGANIZATION } from '../company/people';
import type { RepositoryDefinition } from '../company/RepositoryDefinition';
import { GitRepository } from '../git/GitRepository';
import { seedRepository } from '../git/seedRepository';

const SEEDED_AT_ONCE = 8;

/** A repository with what is fixed about it and its git. */
export interface CodeRepository {
  id: number;
  owner: string;
  name: string;
  fullName: string;
  definition: RepositoryDefinition;
  git: GitRepository;
  defaultBranch: string;
  /** The commit that this process has made of the definition; absent when the repository was there before. */
  seededCommit?: string;
}

/**
 * The bare repositories of the estate. Names are found in any case, as on GitHub.
 * @internal
 */
export class CodeRepositories {
  /** Folder that holds `<owner>/<name>.git`. */
  readonly root: string;
  readonly #byName: Map<string, CodeRepository>;

  /** Seeds what is not there yet; what is there keeps its history. */
  static async create(options: {
    root: string;
    definitions: RepositoryDefinition[];
  }): Promise<CodeRepositories> {
    const { root, definitions } = options;
    await mkdir(join(root, ORGANIZATION), { recursive: true });
    const repositories = definitions.map(
      (definition, index): CodeRepository => ({
        id: index + 1,
        owner: ORGANIZATION,
        name: definition.name,
        fullName: `${ORGANIZATION}/${definition.name}`,
        definition,
        git: GitRepository.at(
          join(root, ORGANIZATION, `${definition.name}.git`),
        ),
        defaultBranch: 'main',
      }),
    );
    const missing = repositories.filter(
      ({ git }) => !existsSync(git.directory),
    );
    while (missing.length > 0) {
      await Promise.all(missing.splice(0, SEEDED_AT_ONCE).map(seed));
    }
    return new CodeRepositories(root, repositories);
  }

  private constructor(root: string, repositories: CodeRepository[]) {
    this.root = root;
    this.#byName = new Map(
      repositories.map(repository => [
        repository.fullName.toLowerCase(),
        repository,
      ]),
    );
  }

  list(): CodeRepository[] {
    return [...this.#byName.values()];
  }

  find(owner: string, name: string): CodeRepository | undefined {
    return this.#byName.get(`${owner}/${name}`.toLowerCase());
  }

  get(owner: string, name: string): CodeRepository {
    const repository = this.find(owner, name);
    if (!repository) {
      throw GithubError.notFound();
    }
    return repository;
  }
}

/** Seeds aside and moves into place: an interrupted first start leaves no half repository. */
async function seed(repository: CodeRepository): Promise<void> {
  const { git, definition } = repository;
  const draft = `${git.directory}.draft`;
  await rm(draft, { recursive: true, force: true });
  repository.seededCommit = await seedRepository({
    directory: draft,
    files: definition.files,
    message: definition.message,
  });
  await rename(draft, git.directory);
}
