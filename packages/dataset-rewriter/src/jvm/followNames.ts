import type { CodeString } from '../code/readStrings';
import type { Draft } from '../findings/Draft';
import type { FrameRead } from '../frames/Frame';
import { matchDatasetName } from '../frames/matchDatasetName';
import { startsLikeSql } from '../embedded/analyzeEmbeddedSql';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import type { JvmProgram } from './JvmProgram';
import { findFrame, followRead } from './followRead';

/** Follows each name of a dataset to what it reads; gives what is not known of the names themselves. */
export function followNames(program: JvmProgram): Draft[] {
  const { moves, dialect } = program.options;
  return program.code.strings.flatMap(({ node }): Draft[] => {
    const string = program.stringAt(node);
    if (!string || startsLikeSql(string.composed.text)) {
      return [];
    }
    const { start, end } = string.composed.span;
    const value = string.composed.text;
    if (value.length !== end - start) {
      return [];
    }
    const match = matchDatasetName({ start, end, value }, moves, dialect);
    if (match.kind === 'unproved') {
      return [{ kind: 'unproved', start, message: match.message }];
    }
    if (match.kind === 'dataset') {
      const { move, side, edits } = match;
      follow(string, { move, side, edits }, program);
    }
    return [];
  });
}

function follow(
  { node, composed }: CodeString,
  match: Pick<FrameRead, 'move' | 'side' | 'edits'>,
  program: JvmProgram,
) {
  const { ledger, options } = program;
  const holder = composed.span;
  const toRead = (place: SyntaxNode) => {
    const { start, end } = place === node ? holder : place;
    const adaptAt = findFrame(place, options.text)?.end;
    const shared = { ...match, holder, adaptAt, library: 'jvm' };
    return ledger.read({ ...shared, start, end });
  };
  const constant = findConstant(node);
  if (!constant) {
    followRead(node, toRead(node), program);
    return;
  }
  const name = program.textOf(constant);
  const own = toRead(node);
  const elsewhere = findElsewhere(name, program);
  if (elsewhere !== undefined) {
    program.leave(
      own,
      holder.start,
      `${elsewhere} uses ${name} too, and what it reads there is not followed.`,
    );
  }
  program.identifiers(name).forEach(identifier => {
    if (identifier.start !== constant.start) {
      const place = qualified(identifier);
      followRead(place, toRead(place), program);
    }
  });
}

/** The name of the constant that a node gives its value to. */
function findConstant(node: SyntaxNode): SyntaxNode | undefined {
  const { parent } = node;
  if (node.field !== 'value') {
    return undefined;
  }
  if (parent?.type === 'val_definition') {
    const pattern = childOf(parent, 'pattern');
    return pattern?.type === 'identifier' ? pattern : undefined;
  }
  return parent?.type === 'variable_declarator'
    ? childOf(parent, 'name')
    : undefined;
}

/** `Tables.Name` as a whole. */
function qualified(identifier: SyntaxNode): SyntaxNode {
  const { parent, field } = identifier;
  return parent &&
    /^field_(?:expression|access)$/.test(parent.type) &&
    field === 'field'
    ? parent
    : identifier;
}

/** The first other file of the checkout that names a constant. */
function findElsewhere(
  name: string,
  { options: { projectFiles, path } }: JvmProgram,
): string | undefined {
  const word = new RegExp(`\\b${name}\\b`);
  return projectFiles.find(
    file =>
      file.path !== path &&
      /\.(?:scala|sc|java|kt|groovy|sbt)$/.test(file.path) &&
      word.test(file.text),
  )?.path;
}
