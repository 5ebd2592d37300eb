import type { FrameRead } from '../frames/Frame';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import { followRows } from './followRows';
import type { JvmProgram } from './JvmProgram';
import { readCall, type MethodCall } from './readCall';

/** Follows the class that a macro makes of a table: its fields are called as the columns are. */
export function followTypedTable(
  annotation: SyntaxNode,
  place: SyntaxNode,
  read: FrameRead,
  program: JvmProgram,
) {
  const name = childOf(annotation, 'name');
  const owner = annotation.parent && childOf(annotation.parent, 'name');
  const isTable = /\bfrom(?:Table|Storage)$/.test(
    name ? program.textOf(name) : '',
  );
  if (!isTable || !owner) {
    program.leave(
      read,
      place.start,
      'What the annotation does with the dataset is not known.',
    );
    return;
  }
  program.findColumns(read, annotation).forEach(({ node, field }) => {
    program.leave(
      read,
      node.start,
      `${field.name} is named where the dataset is read.`,
    );
  });
  const className = program.textOf(owner);
  noteOtherFiles(className, read, program);
  program.identifiers(className).forEach(identifier => {
    if (identifier.start === owner.start) {
      return;
    }
    const call = typedCall(identifier, program);
    if (call && call.arguments.length === 0) {
      followRows(call.node, read, program);
    } else if (!isParameterType(identifier)) {
      program.leave(
        read,
        identifier.start,
        `What becomes of a ${className} here is not known.`,
      );
    }
  });
}

/** A class of the program's own: only the columns that it names are read. */
export function followTypedRows(
  call: MethodCall,
  read: FrameRead,
  program: JvmProgram,
) {
  const [type, ...others] =
    call.typeArguments?.children.filter(({ isNamed }) => isNamed) ?? [];
  const name = type && !others.length ? program.textOf(type) : '';
  const owner = program.code.nodes.find(
    node =>
      node.type === 'class_definition' &&
      program.textOf(childOf(node, 'name') ?? node) === name,
  );
  const columns = owner && program.findColumns(read, owner);
  if (!columns) {
    program.leave(
      read,
      read.start,
      `The fields of ${name || 'the rows'} are not known here.`,
    );
    return;
  }
  columns.forEach(({ node, field }) =>
    program.leave(
      read,
      node.start,
      `${name} has a field that is called ${field.name} after the column.`,
    ),
  );
}

/** `typedBigQuery[Name]()`. */
function typedCall(
  identifier: SyntaxNode,
  program: JvmProgram,
): MethodCall | undefined {
  const types = identifier.parent;
  const called = types?.parent;
  const call =
    types?.type === 'type_arguments' && called?.type === 'generic_function'
      ? readCall(called.parent, program.options.text)
      : undefined;
  return call && /^typedBigQuery(?:Table|Storage)?$/.test(call.name)
    ? call
    : undefined;
}

/** The type of a parameter of a function whose uses are looked at with the function. */
function isParameterType({ field, parent }: SyntaxNode): boolean {
  return (
    field === 'type' &&
    parent?.type === 'binding' &&
    parent.parent?.parent?.type === 'lambda_expression'
  );
}

function noteOtherFiles(name: string, read: FrameRead, program: JvmProgram) {
  const { projectFiles, path } = program.options;
  const word = new RegExp(`\\b${name}\\b`);
  const other = projectFiles.find(
    file =>
      file.path !== path &&
      /\.(?:scala|sc|java|kt)$/.test(file.path) &&
      word.test(file.text),
  );
  if (other) {
    program.leave(read, read.start, `${other.path} names ${name} too.`);
  }
}
