import { readFrame, type FrameRead } from '../frames/Frame';
import type { SyntaxNode } from '../syntax/loadSyntaxParser';
import { findRowUses } from './findRowUses';
import { followValue } from './followValue';
import type { JvmProgram } from './JvmProgram';
import { callOn, type MethodCall } from './readCall';

/** Methods that give the same rows. */
const KEEPS =
  /^(?:filter|filterNot|distinct|sample|debug|take|limit|withName)$/;
/** Methods whose result has nothing of a row but what their function takes. */
const ENDS = /^(?:map|flatMap|foreach|count|size|isEmpty)$/;

/** Follows a collection of rows; each use of a row has to be understood. */
export function followRows(
  node: SyntaxNode,
  read: FrameRead,
  program: JvmProgram,
) {
  for (const { call, at } of followValue(node, program)) {
    if (!call || !(KEEPS.test(call.name) || ENDS.test(call.name))) {
      const message = call
        ? `What ${call.name} does with the rows of the dataset is not known.`
        : 'The rows of the dataset go where they are not followed.';
      program.leave(read, at.end, message);
    } else {
      noteFunctions(call, read, program);
      if (KEEPS.test(call.name)) {
        followRows(call.node, read, program);
      }
    }
  }
}

function noteFunctions(call: MethodCall, read: FrameRead, program: JvmProgram) {
  if (call.arguments.every(({ type }) => /literal$/.test(type))) {
    return;
  }
  const list = call.argumentsNode;
  const uses = list && findRowUses(list, program);
  if (!uses) {
    program.leave(
      read,
      call.node.end - 1,
      `What ${call.name} does with a row of the dataset is not known.`,
    );
    return;
  }
  for (const row of uses) {
    noteRow(row, read, program);
  }
}

/** `row.column`, `row.get("column")` and the like. */
function noteRow(row: SyntaxNode, read: FrameRead, program: JvmProgram) {
  const { text } = program.options;
  const frame = readFrame(read);
  const call = callOn(row, text);
  const access = row.parent;
  const key = program.stringAt(call?.arguments[0]);
  if (call && /^(?:get\w*|containsKey)$/.test(call.name) && key) {
    const { start, end } = key.composed.span;
    const name = key.composed.text;
    program.ledger.use({
      start,
      end,
      name,
      frame,
      rename: (to, cause) => [{ start, end, text: to, cause }],
    });
    return;
  }
  const field = access?.children.find(child => child.field === 'field');
  if (!call && access?.type === 'field_expression' && field) {
    const { start, end } = field;
    program.ledger.use({
      start,
      end,
      name: program.textOf(field),
      frame,
      rename: (to, cause) =>
        /^[A-Za-z_]\w*$/.test(to)
          ? [{ start, end, text: to, cause }]
          : undefined,
    });
    return;
  }
  program.leave(
    read,
    row.start,
    'A row of the dataset goes where it is not followed.',
  );
}
