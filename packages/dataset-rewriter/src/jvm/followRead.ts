import type { FrameRead } from '../frames/Frame';
import type { SyntaxNode } from '../syntax/loadSyntaxParser';
import { followRows } from './followRows';
import { followFrame } from './followFrame';
import { followTypedTable, followTypedRows } from './followTyped';
import type { JvmProgram } from './JvmProgram';
import { callOn, callWith, type MethodCall } from './readCall';

const WRITES =
  /^(?:to|into)$|save|write|insert|delet|drop|truncat|creat|updat|upsert|append|overwrite|(?:^|[^a-z])sink|output/i;

/** Follows what is read by a name, from the place where the name stands. */
export function followRead(
  place: SyntaxNode,
  read: FrameRead,
  program: JvmProgram,
) {
  const { text } = program.options;
  const named =
    place.parent?.type === 'assignment_expression' ? place.parent : place;
  const annotation = named.parent?.parent;
  if (annotation?.type === 'annotation') {
    followTypedTable(annotation, named, read, program);
    return;
  }
  const inner = callWith(named, text);
  const isSpec = inner && /^(?:Spec|Table)$/.test(inner.name);
  const call = isSpec ? callWith(inner.node, text) : inner;
  if (call && writes(call, text)) {
    program.ledger.refuse(
      new Set([read]),
      read.start,
      `${call.name} says that the dataset is written to, and only what reads it moves.`,
    );
    return;
  }
  switch (call?.name) {
    case 'bigQueryTable':
    case 'bigQueryStorage':
      noteOtherArguments(call, named, read, program);
      followRows(call.node, read, program);
      return;
    case 'typedBigQueryTable':
    case 'typedBigQueryStorage':
      noteOtherArguments(call, named, read, program);
      followTypedRows(call, read, program);
      return;
    default:
  }
  const frame = findFrame(place, text);
  if (frame) {
    followFrame(frame, read, program);
    return;
  }
  program.leave(
    read,
    read.start,
    call
      ? `What ${call.name} does with the dataset is not known.`
      : 'What reads the dataset by this name is not known.',
  );
}

/** The frame of Spark that is read by the name at a place. */
export function findFrame(
  place: SyntaxNode,
  text: string,
): SyntaxNode | undefined {
  const call = callWith(place, text);
  return call &&
    /^(?:table|load|option)$/.test(call.name) &&
    isSpark(call, text)
    ? findLoaded(call, text)
    : undefined;
}

/** Selected fields and restrictions name columns in ways that are not followed. */
function noteOtherArguments(
  call: MethodCall,
  place: SyntaxNode,
  read: FrameRead,
  program: JvmProgram,
) {
  call.arguments
    .filter(({ start, end }) => place.end <= start || end <= place.start)
    .flatMap(argument => program.findColumns(read, argument))
    .forEach(({ node, field }) =>
      program.leave(
        read,
        node.start,
        `${field.name} is named where the dataset is read.`,
      ),
    );
}

/** Whether what a call is given is changed or removed by it, and not read. */
function writes({ name, object }: MethodCall, text: string): boolean {
  const chain = object ? text.slice(object.start, object.end) : '';
  return WRITES.test(name) || /\.\s*write\b/.test(chain);
}

/** Whether the call begins with a session of Spark. */
function isSpark({ object }: MethodCall, text: string): boolean {
  return (
    object !== undefined &&
    /^(?:spark|sparkSession|sqlContext|session)\b(?!\s*\.\s*(?:write|catalog))/.test(
      text.slice(object.start, object.end),
    )
  );
}

/** The frame that a read gives: what `table` and `load` return, behind the options. */
function findLoaded(call: MethodCall, text: string): SyntaxNode | undefined {
  if (call.name !== 'option') {
    return call.node;
  }
  const [key] = call.arguments;
  if (!/^"(?:table|dbtable)"$/.test(text.slice(key.start, key.end))) {
    return undefined;
  }
  let next = callOn(call.node, text);
  while (next && /^(?:option|format)$/.test(next.name)) {
    next = callOn(next.node, text);
  }
  return next?.name === 'load' && next.arguments.length === 0
    ? next.node
    : undefined;
}
