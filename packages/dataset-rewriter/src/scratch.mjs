import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { rewrite, verifyRewrite } = require('./index.ts');
const fs = require('fs');
const { parse } = require('yaml');
const {
  mappingContractSchema,
} = require('@skein/backstage-plugin-dataset-migrations-common');
const [, , c, ...fs_] = process.argv;
const contract = mappingContractSchema.parse(parse(fs.readFileSync(c, 'utf8')));
const files = fs_.map(f => ({
  path: f.split('/').pop(),
  content: new Uint8Array(fs.readFileSync(f)),
}));
const r = await rewrite({ contract, files });
const after = files.map(
  f => r.files.find(x => x.path === f.path)?.after ?? f.content,
);
after.forEach(a => console.log(new TextDecoder().decode(a)));
console.log(r.findings, r.notes);
console.log(
  await verifyRewrite({
    contract,
    changed: r.files,
    files: files.map((f, i) => ({ path: f.path, content: after[i] })),
    findings: r.findings,
  }),
);
process.exit(0);
