import fs from 'node:fs/promises';
import path from 'node:path';
import { ScriptError } from '../../say.mjs';

/** What of a result has to be the same when a session is played again. */
export function comparable({
  result,
  level,
  rounds,
  requests,
  missing,
  over,
  wrong,
}) {
  return { result, level, rounds, requests, missing, over, wrong };
}

/** Keeps a session; it holds requests and answers of a model, redacted, and what came of them. */
export async function writeRecording(folder, recording) {
  await fs.mkdir(folder, { recursive: true });
  await fs.writeFile(
    path.join(folder, `${recording.name}.json`),
    `${JSON.stringify(recording, null, 2)}\n`,
  );
}

/** The session of a case; undefined when there is none. */
export async function readRecording(folder, name) {
  const file = path.join(folder, `${name}.json`);
  const text = await fs.readFile(file, 'utf8').catch(error => {
    if (error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  });
  if (text === undefined) {
    return undefined;
  }
  const recording = JSON.parse(text);
  if (!Array.isArray(recording.exchanges) || !recording.model?.name) {
    throw new ScriptError(`${file} is no recording of an evaluation`);
  }
  return recording;
}
