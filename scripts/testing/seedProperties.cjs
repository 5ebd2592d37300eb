// Property tests draw the same examples in each `npm test`, so that what fails is what changed; `npm run fuzz` draws others.
const fc = require('fast-check');

fc.configureGlobal({ seed: Number(process.env.SKEIN_FUZZ_SEED ?? 20261128) });
