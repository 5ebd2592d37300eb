// Started in a pod as node -e "…": takes the other files of this folder from its input and begins with main.cjs, so that an image
// needs nothing of ours. First comes the length of their JSON in a line, then the JSON, then frames.
const { compileFunction } = require('node:vm');

let kept = Buffer.alloc(0);
const load = (files, name) => {
  const module = { exports: {} };
  const find = each => (each in files ? load(files, each) : require(each));
  compileFunction(files[name], ['require', 'module'])(find, module);
  return module.exports;
};
process.stdin.on('data', function take(chunk) {
  kept = Buffer.concat([kept, chunk]);
  const line = kept.indexOf('\n') + 1;
  const end = line + Number(kept.subarray(0, line));
  if (line > 0 && kept.length >= end) {
    process.stdin.off('data', take);
    const files = JSON.parse(kept.subarray(line, end));
    const { serve } = load(files, './main.cjs');
    serve({
      input: process.stdin,
      rest: kept.subarray(end),
      output: process.stdout,
    });
  }
});
