import { runLocalEstate } from './runLocalEstate';

runLocalEstate(process.argv.slice(2)).catch(error => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
