import fs from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { BackgroundProcess } from '../stack/BackgroundProcess.mjs';
import { findFreePort } from '../stack/ports.mjs';
import { waitUntilReady } from '../stack/waitUntilReady.mjs';
import { runCommand } from '../toolchain/runCommand.mjs';
import { lookAtTab } from './lookAtTab.mjs';

const READY_WITHIN_SECONDS = 180;
const DATASET = 'user-activity-v1';
const ENTITIES = `apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: ${DATASET}
spec:
  type: dataset
  owner: guests
`;

/** What a company has in its configuration anyway: an address, its catalog; and here the frontend that is looked at. */
function describeSurroundings({ url, port, frontend, entitiesFile }) {
  return stringify({
    app: { baseUrl: url, packageName: frontend },
    backend: { baseUrl: url, listen: { port }, cors: { origin: url } },
    catalog: {
      locations: [
        { type: 'file', target: entitiesFile },
        {
          type: 'file',
          target: '../../examples/org.yaml',
          rules: [{ allow: ['User', 'Group'] }],
        },
      ],
    },
  });
}

/** Builds a frontend of the app, starts the backend with it, and looks at the tab of a dataset. */
export async function lookAtApp({ node, env, app, frontend, executablePath }) {
  const cli = path.join(app, 'node_modules/@backstage/cli/bin/backstage-cli');
  await runCommand(node, [cli, 'package', 'build'], {
    cwd: path.join(app, 'packages', frontend),
    env,
    quiet: true,
  });
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const entitiesFile = path.join(app, 'dataset.yaml');
  await fs.writeFile(entitiesFile, ENTITIES);
  const surroundings = path.join(app, `app-config.${frontend}.yaml`);
  await fs.writeFile(
    surroundings,
    describeSurroundings({ url, port, frontend, entitiesFile }),
  );
  const configs = ['app-config.yaml', 'app-config.skein.yaml', surroundings];
  const backend = BackgroundProcess.start({
    name: `backend with ${frontend}`,
    node,
    args: [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'src/index.ts',
      ...configs.flatMap(file => ['--config', path.resolve(app, file)]),
    ],
    cwd: path.join(app, 'packages/backend'),
    env: {
      ...env,
      NODE_ENV: 'development',
      SKEIN_WEBHOOK_SECRET: 'adoption-webhook-secret',
    },
    logFile: path.join(app, `${frontend}.log`),
  });
  try {
    await waitUntilReady({
      server: backend,
      withinSeconds: READY_WITHIN_SECONDS,
      requests: [
        { url: `${url}/.backstage/health/v1/readiness` },
        { url, accepts: text => text.includes('id="root"') },
      ],
    });
    await lookAtTab({
      url,
      entityPath: `/catalog/default/resource/${DATASET}`,
      name: DATASET,
      executablePath,
      picture: path.join(app, `${frontend}.png`),
    });
  } finally {
    await backend.stop();
  }
}
