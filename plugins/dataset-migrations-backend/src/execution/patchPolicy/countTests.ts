/** How much a file of tests checks. */
export interface TestCount {
  /** What runs as one test. */
  cases: number;
  assertions: number;
  /** What keeps tests from running or from failing. */
  skips: number;
}

interface TestLanguage {
  name: string;
  /** Which files hold tests. */
  files: RegExp;
  /** What begins a line that is a comment. */
  comments: string[];
  cases: RegExp;
  assertions?: RegExp;
  skips: RegExp;
}

/** Simple patterns on purpose: they only have to move when somebody takes tests away. */
const LANGUAGES: TestLanguage[] = [
  {
    name: 'Python',
    files: /(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$|(^|\/)tests?\/.*\.py$/,
    comments: ['#'],
    cases: /^[ \t]*(async[ \t]+)?def[ \t]+test\w*/gm,
    assertions: /^[ \t]*assert\b|\.assert\w+\(|\bpytest\.raises\(/gm,
    skips:
      /\bmark\.(skip|skipif|xfail)\b|\bunittest\.(skip\w*|expectedFailure)\b|\bpytest\.(skip|xfail|importorskip)\(|\.skipTest\(|\bcollect_ignore\w*/g,
  },
  {
    name: 'JavaScript',
    files: /\.(test|spec)\.[cm]?[jt]sx?$|(^|\/)__tests__\/.*\.[cm]?[jt]sx?$/,
    comments: ['//', '*', '/*'],
    cases: /\b(it|test)(\.(each|concurrent|for)\b[^(]*)?\s*[(`]/g,
    assertions: /\b(expect|assert)(\.\w+)?\s*\(/g,
    skips:
      /\b(xit|xtest|xdescribe|fit|fdescribe)\b|\b(it|test|describe|suite)\.(skip|todo|only|failing|fails|skipIf|runIf)\b/g,
  },
  {
    name: 'Java and Kotlin',
    files: /(^|\/)src\/\w*[tT]est\w*\/.*\.(java|kt)$|Tests?\.(java|kt)$/,
    comments: ['//', '*', '/*'],
    cases: /@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property)\b/g,
    assertions: /\b(assert\w*|verify|expectThat|fail)\s*\(|\bshould\w*\b/g,
    skips: /@(Disabled|Ignore|EnabledIf|DisabledIf)\w*|\bassume\w+\s*\(/g,
  },
  {
    name: 'Scala',
    files:
      /(^|\/)src\/(test|it)\/.*\.scala$|(Spec|Tests?|Suite|Properties)\.scala$/,
    comments: ['//', '*', '/*'],
    cases:
      /\b(test|it|they|scenario|property|feature)\s*\(\s*"|"\s*(in\b|>>)/gi,
    assertions: /\bassert\w*\s*[({]|\bshould\w*\b|\bmust\w*\b|\bforAll\b/g,
    skips: /\b(ignore|pending|pendingUntilFixed|cancel|assume)\b/g,
  },
  {
    name: 'Go',
    files: /_test\.go$/,
    comments: ['//'],
    cases: /^func[ \t]+(Test|Fuzz|Example|Benchmark)\w*\(|\bt\.Run\(/gm,
    assertions:
      /\b[tb]\.(Error|Errorf|Fatal|Fatalf|Fail|FailNow)\(|\b(assert|require)\.\w+\(/g,
    skips: /\b[tb]\.(Skip|Skipf|SkipNow)\(|^\/\/go:build\b/gm,
  },
  {
    name: 'SQL tests of dbt',
    files: /(^|\/)(tests|data-tests|unit_tests)\/.*\.sql$/,
    comments: ['--'],
    // such a file is one test, whatever is in it
    cases: /^(?=[\s\S])/g,
    assertions: /\b(where|having|not\s+exists|except|on)\b/gi,
    skips: /\benabled\s*=\s*false|\bseverity\s*=\s*['"]warn|\bwarn_if\b/gi,
  },
  {
    name: 'YAML tests of dbt',
    files: /(^|\/)(models|seeds|snapshots|sources|tests)\/.*\.ya?ml$/,
    comments: ['#'],
    cases:
      /^[ \t]*-[ \t]*["']?(unique|not_null|accepted_values|relationships|dbt_\w+\.\w+|\w+\.\w+|test_\w+)\b/gm,
    assertions: /^[ \t]*(expect|values|expression|condition|rows)[ \t]*:/gm,
    skips:
      /\benabled:[ \t]*['"]?false|\bseverity:[ \t]*['"]?warn|\b(warn_if|error_if|limit|where):/g,
  },
];

/** The kind of tests that a file holds; undefined for one that holds none. */
export function testLanguageOf(path: string): string | undefined {
  return LANGUAGES.find(({ files }) => files.test(path))?.name;
}

/** Counts what a file of tests checks; all is 0 for a file that is not there or holds no tests. */
export function countTests(path: string, text: string | undefined): TestCount {
  const language = LANGUAGES.find(({ files }) => files.test(path));
  if (!language || text === undefined) {
    return { cases: 0, assertions: 0, skips: 0 };
  }
  const code = text
    .split('\n')
    .filter(line => {
      const trimmed = line.trim();
      return !language.comments.some(
        comment =>
          trimmed.startsWith(comment) && !trimmed.startsWith('//go:build'),
      );
    })
    .join('\n');
  const count = (pattern?: RegExp) =>
    pattern ? code.match(pattern)?.length ?? 0 : 0;
  return {
    cases: count(language.cases),
    assertions: count(language.assertions),
    skips: count(language.skips),
  };
}
