import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { DockerfileParser } from 'dockerfile-ast';
import { parse, parseAllDocuments } from 'yaml';
import { ROOT } from '../paths.mjs';

const read = file => fs.readFileSync(path.join(ROOT, file), 'utf8');
const dockerfile = DockerfileParser.parse(read('deploy/image/Dockerfile'));
const instructions = dockerfile.getInstructions();
const lastFrom = instructions.findLastIndex(one => one.getKeyword() === 'FROM');
const runtime = instructions.slice(lastFrom);
const argumentsOf = (list, keyword) =>
  list
    .filter(one => one.getKeyword() === keyword)
    .map(one => one.getArguments().map(argument => argument.getValue()));
const values = parse(read('deploy/helm/values.yaml'));

test('the image is made of nothing but a slim Node 24, in stages that exist', () => {
  const stages = new Set();
  for (const from of instructions.filter(one => one.getKeyword() === 'FROM')) {
    assert.match(from.getImage(), /^node:24-[a-z]+-slim$/);
    stages.add(from.getBuildStage());
  }
  const named = instructions
    .filter(one => one.getKeyword() === 'COPY')
    .flatMap(one => one.getFlags())
    .filter(flag => flag.getName() === 'from')
    .map(flag => flag.getValue());
  assert.ok(named.length >= 3);
  assert.deepEqual(
    named.filter(name => !stages.has(name)),
    [],
  );
});

test('the image copies files that there are', () => {
  const sources = instructions
    .filter(
      one =>
        one.getKeyword() === 'COPY' &&
        !one.getFlags().some(flag => flag.getName() === 'from'),
    )
    .flatMap(one =>
      one
        .getArguments()
        .slice(0, -1)
        .map(argument => argument.getValue()),
    );
  assert.ok(sources.length > 5);
  for (const source of sources) {
    assert.ok(fs.existsSync(path.join(ROOT, source)), source);
  }
});

test('the image runs as a plain user, and says whether it is well', () => {
  assert.deepEqual(argumentsOf(runtime, 'USER'), [['node']]);
  const [health] = runtime.filter(one => one.getKeyword() === 'HEALTHCHECK');
  assert.match(health.getTextContent(), /\/\.backstage\/health\/v1\/readiness/);
  const [command] = argumentsOf(runtime, 'CMD');
  assert.match(command.join(' '), /app-config\.production\.yaml/);
});

test('what is written lies on volumes, so that the rest may be read-only', () => {
  const { containerSecurityContext, extraVolumeMounts, podSecurityContext } =
    values.backstage;
  assert.equal(containerSecurityContext.readOnlyRootFilesystem, true);
  assert.equal(containerSecurityContext.allowPrivilegeEscalation, false);
  assert.equal(podSecurityContext.runAsNonRoot, true);
  const mounted = extraVolumeMounts.map(({ mountPath }) => mountPath);
  const [volumes] = argumentsOf(runtime, 'VOLUME').map(list =>
    JSON.parse(list.join(' ')),
  );
  assert.deepEqual(mounted.toSorted(), volumes.toSorted());
  const { workingDirectory } = parse(
    read('app-config.production.yaml'),
  ).datasetMigrations;
  assert.ok(mounted.includes(workingDirectory));
});

test('the chart gives every variable that the configuration takes', () => {
  const asked = [
    ...read('app-config.production.yaml').matchAll(/\$\{([A-Z_]+)\}/g),
  ].map(([, name]) => name);
  const given = new Set([
    ...values.backstage.extraEnvVars.map(({ name }) => name),
    // those of the secret are listed beside it
    ...read('deploy/helm/values.yaml').match(/[A-Z]+(_[A-Z]+)+/g),
  ]);
  assert.ok(asked.length > 8);
  assert.deepEqual(
    asked.filter(name => !given.has(name)),
    [],
  );
});

test('one service account is spoken of everywhere', () => {
  const [binding] = parseAllDocuments(
    read('deploy/kubernetes/role-binding.yaml'),
  ).map(document => document.toJS());
  assert.equal(binding.subjects[0].name, values.serviceAccount.name);
});
