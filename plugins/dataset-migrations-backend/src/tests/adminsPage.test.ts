import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { codeHostsExtensionPoint } from '@skein/backstage-plugin-dataset-migrations-node';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';
import { datasetMigrationsPlugin } from '../plugin';
import { ACME_ENTITIES, CONTRACT_TEXT } from './acmeEstate';
import { createCodeHostDouble } from './createCodeHostDouble';

jest.setTimeout(120_000);

const PAGE = resolve(__dirname, '../../../../docs/admins.md');
const HOST = 'https://backstage.example';
const TOKENS = {
  SKEIN_PIPELINE_TOKEN: 'token-of-the-pipeline',
  SKEIN_DASHBOARD_TOKEN: 'token-of-the-dashboard',
  SKEIN_PAGER_TOKEN: 'token-of-the-pager',
};

/** A command of the page, as a shell would read it. */
interface Curl {
  method: string;
  url: string;
  headers: Array<[string, string]>;
  body?: string;
  /** The variable that its answer is put into. */
  variable?: string;
  /** The field of the body that is meant; the header ETag when absent. */
  field?: string;
  /** From a comment behind it; any that is good when there is none. */
  status?: number;
}

const fillIn = (text: string, variables: Record<string, string>) =>
  text.replace(/\$\{?([A-Z_]+)\}?/g, (all, name) => variables[name] ?? all);

/** Words of a command; in single quotes nothing is filled in, in double quotes backslashes protect. */
function readWords(text: string, variables: Record<string, string>): string[] {
  return [...text.matchAll(/'([^']*)'|"((?:\\.|[^"\\])*)"|([^\s'"]+)/g)].map(
    ([, single, double, bare]) =>
      single ?? fillIn((double ?? bare).replace(/\\(.)/g, '$1'), variables),
  );
}

function readCurl(line: string, variables: Record<string, string>): Curl {
  const [, variable, inner] = /^(\w+)=\$\((curl .*)\)$/.exec(line) ?? [];
  const [command, comment] = (inner ?? line).split(/ # (?=\d+$)/);
  const [words, pipe] = command.split(' | jq -r .');
  const curl: Curl = {
    method: 'GET',
    url: '',
    headers: [],
    variable,
    field: pipe,
    status: comment === undefined ? undefined : Number(comment),
  };
  const [, ...rest] = readWords(words, variables);
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    switch (word) {
      case '-s':
        break;
      case '-X':
        curl.method = rest.shift()!;
        break;
      case '-H':
        curl.headers.push(splitHeader(rest.shift()!));
        break;
      case '-d':
        curl.body = rest.shift()!;
        break;
      case '-o':
      case '-w':
        rest.shift();
        break;
      default:
        curl.url = word;
    }
  }
  return curl;
}

function splitHeader(text: string): [string, string] {
  const [name, ...value] = text.split(': ');
  return [name, value.join(': ')];
}

const blocksOf = (page: string, language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(
    ([, block]) => block,
  );

describe('the page for admins', () => {
  it('has commands that do what it says, with tokens that are restricted as it says', async () => {
    const page = await readFile(PAGE, 'utf8');
    const workingDirectory = await mkdtemp(join(tmpdir(), 'admins-page-'));
    const [config] = blocksOf(page, 'yaml');
    const { backend: configured } = parse(fillIn(config, TOKENS));
    const backend = await startTestBackend({
      features: [
        datasetMigrationsPlugin,
        createBackendModule({
          pluginId: 'dataset-migrations',
          moduleId: 'code-host-double',
          register(env) {
            env.registerInit({
              deps: { codeHosts: codeHostsExtensionPoint },
              init: async ({ codeHosts }) =>
                codeHosts.addCodeHost(createCodeHostDouble()),
            });
          },
        }),
        catalogServiceMock.factory({ entities: ACME_ENTITIES }),
        authServiceFactory,
        httpAuthServiceFactory,
        permissionsServiceFactory,
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: HOST },
            permission: { enabled: true },
            backend: {
              ...configured,
              baseUrl: HOST,
              database: { client: 'better-sqlite3', connection: ':memory:' },
            },
            datasetMigrations: { workingDirectory },
          },
        }),
      ],
    });
    const variables: Record<string, string> = { ...TOKENS };
    const lines = blocksOf(page, 'sh')
      .join('\n')
      .replace(/\\\n\s*/g, '')
      .split('\n');
    const requestBody = JSON.stringify({ contract: CONTRACT_TEXT });
    const seen: string[] = [];
    for (const line of lines) {
      const [, name, value] =
        /^(\w+)=("[^"]*"|'[^']*'|[^$\s]+)$/.exec(line) ?? [];
      if (name) {
        [variables[name]] = readWords(value, variables);
      } else if (line.includes('curl ')) {
        const curl = readCurl(line, variables);
        const sent = request(backend.server)
          [curl.method.toLowerCase() as 'get'](curl.url.replace(HOST, ''))
          .set(Object.fromEntries(curl.headers));
        const answer = await (curl.body === undefined
          ? sent
          : sent.send(curl.body === '@request.json' ? requestBody : curl.body));
        if (curl.variable) {
          variables[curl.variable] = curl.field
            ? answer.body[curl.field]
            : answer.headers.etag;
        }
        const good = curl.status ? answer.status === curl.status : answer.ok;
        if (!good) {
          seen.push(`${line} → ${answer.status} ${answer.text}`);
        }
      }
    }
    await backend.stop();
    await rm(workingDirectory, { recursive: true, force: true });
    expect(seen).toEqual([]);
    expect(variables).toMatchObject({
      ID: expect.any(String),
      HASH: expect.any(String),
      ETAG: expect.any(String),
    });
  });
});
