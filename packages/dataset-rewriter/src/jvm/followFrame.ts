import { readFrame, type FrameRead } from '../frames/Frame';
import { sparkStep } from '../frames/sparkMethods';
import { walkSyntax, type SyntaxNode } from '../syntax/loadSyntaxParser';
import { followValue } from './followValue';
import type { JvmProgram } from './JvmProgram';
import type { MethodCall } from './readCall';

/** Follows a frame of Spark: the columns that are used get their old names where the dataset is read. */
export function followFrame(
  node: SyntaxNode,
  read: FrameRead,
  program: JvmProgram,
) {
  for (const { call, at } of followValue(node, program)) {
    const step = call && sparkStep(call.name);
    switch (step) {
      case 'keeps':
      case 'reads':
      case 'filters':
      case 'groups':
        noteArguments(call, read, program);
        followFrame(call?.node ?? at, read, program);
        break;
      case 'selects':
      case 'selectsSql':
      case 'aggregates':
      case 'aggregatesEach':
      case 'looks':
        noteArguments(call, read, program);
        break;
      default:
        program.leave(
          read,
          at.end,
          call
            ? `What ${call.name} does with the columns of the dataset is not known.`
            : 'The frame goes where its columns are not followed.',
        );
    }
  }
}

function noteArguments(
  call: MethodCall | undefined,
  read: FrameRead,
  program: JvmProgram,
) {
  for (const argument of call?.arguments ?? []) {
    program.noteColumns(read, argument);
    const variable = [...walkSyntax(argument)].find(isVariable);
    const isStar = program.code.strings.some(
      ({ start, end, composed }) =>
        argument.start <= start &&
        end <= argument.end &&
        composed.text.includes('*'),
    );
    if (variable || isStar) {
      program.ledger.adaptAll(
        readFrame(read),
        argument.start,
        'What columns are named here is not known',
      );
    }
    if (isStar) {
      program.leave(
        read,
        argument.start,
        'All columns are selected, also those that the replacement has more.',
      );
    }
  }
}

/** A name whose value may be a column, and which is not a function or a method. */
function isVariable({ type, field, parent }: SyntaxNode): boolean {
  return (
    type === 'identifier' &&
    !/^(?:function|field|name|interpolator|operator)$/.test(field ?? '') &&
    parent?.type !== 'quote_expression'
  );
}
