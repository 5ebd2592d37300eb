/** Files that no coding agent may touch, since they decide what runs, what is installed or who is asked. */
interface ProtectedFiles {
  what: string;
  /** Looked for in the whole path, without regard to case. */
  patterns: RegExp[];
}

/** A file or folder of that name, in any folder. */
function named(name: string): RegExp {
  return new RegExp(`(^|/)(${name})(/|$)`, 'i');
}

const PROTECTED: ProtectedFiles[] = [
  {
    what: 'is part of continuous integration',
    patterns: [
      named('\\.github/(workflows|actions|dependabot\\.ya?ml)'),
      named('\\.gitlab-ci\\.ya?ml|\\.gitlab/ci'),
      named('\\.circleci|\\.buildkite|\\.teamcity|\\.semaphore|\\.tekton'),
      named(
        '\\.travis\\.yml|\\.drone\\.ya?ml|\\.cirrus\\.ya?ml|appveyor\\.yml',
      ),
      named('\\.woodpecker(\\.ya?ml)?|bitbucket-pipelines\\.yml'),
      named('Jenkinsfile[^/]*|azure-pipelines[^/]*\\.ya?ml'),
      named('cloudbuild[^/]*\\.(ya?ml|json)|buildspec[^/]*\\.ya?ml'),
    ],
  },
  {
    what: 'is a lock file',
    patterns: [
      named('package-lock\\.(json|yml)|npm-shrinkwrap\\.json|yarn\\.lock'),
      named('pnpm-lock\\.yaml|bun\\.lockb?|deno\\.lock|composer\\.lock'),
      named('poetry\\.lock|Pipfile\\.lock|uv\\.lock|pdm\\.lock'),
      named('requirements[^/]*\\.lock|conda-lock\\.ya?ml|Gemfile\\.lock'),
      named('Cargo\\.lock|go\\.sum|mix\\.lock|flake\\.lock|Podfile\\.lock'),
      named(
        'gradle\\.lockfile|packages\\.lock\\.json|\\.terraform\\.lock\\.hcl',
      ),
    ],
  },
  {
    what: 'decides who is asked for a review',
    patterns: [named('CODEOWNERS')],
  },
  {
    what: 'decides what git fetches or runs',
    patterns: [
      named('\\.gitmodules|\\.gitattributes|\\.lfsconfig|\\.mailmap'),
      named('\\.husky|\\.githooks|\\.pre-commit-config\\.ya?ml|lefthook[^/]*'),
    ],
  },
  {
    what: 'is configuration of agents or editors',
    patterns: [
      named(
        '\\.claude|\\.mcp\\.json|CLAUDE(\\.local)?\\.md|\\.codex|\\.agents',
      ),
      named('AGENTS?(\\.override)?\\.md|\\.gemini|GEMINI\\.md|\\.geminiignore'),
      named('\\.opencode|opencode\\.jsonc?|\\.cursor|\\.cursorrules'),
      named('\\.cursorignore|\\.windsurf|\\.windsurfrules|\\.clinerules'),
      named(
        '\\.roo|\\.roomodes|\\.continue|\\.aider[^/]*|\\.goosehints|\\.goose',
      ),
      named(
        '\\.github/(copilot-instructions\\.md|instructions|prompts|agents)',
      ),
      named('\\.vscode|\\.idea|\\.zed|\\.devcontainer|\\.envrc'),
    ],
  },
  {
    what: 'holds settings or secrets of an environment',
    patterns: [named('\\.env(\\.[^/]*)?')],
  },
  {
    what: 'decides what is installed or how the build starts',
    patterns: [
      named(
        '\\.npmrc|\\.yarnrc(\\.yml)?|\\.yarn|\\.pnpmfile\\.cjs|bunfig\\.toml',
      ),
      named('pip\\.conf|\\.pypirc|setup\\.py|\\.mvn|mvnw(\\.cmd)?'),
      named('gradlew(\\.bat)?|gradle/wrapper|project/[^/]*\\.(sbt|properties)'),
      named('\\.sbtopts|\\.jvmopts|\\.tool-versions|\\.nvmrc|mise\\.toml'),
    ],
  },
];

/** Why no coding agent may touch a file, as the end of a sentence; undefined for one that it may. */
export function describeProtectedFile(path: string): string | undefined {
  return PROTECTED.find(({ patterns }) =>
    patterns.some(pattern => pattern.test(path)),
  )?.what;
}
