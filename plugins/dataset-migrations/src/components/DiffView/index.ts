export { DiffFile } from './DiffFile';
export { DiffView } from './DiffView';
export { parsePatch } from './parsePatch';
