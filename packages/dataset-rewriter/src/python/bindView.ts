import { plainString } from './plainString';
import type { FrameContext } from './FrameContext';
import type { MethodCall } from './SparkFrames';

/** A frame that SQL of the same file reads under a name keeps its columns under their old names. */
export function bindView(
  { args, frame, node }: MethodCall,
  { python, options, ledger, escape }: FrameContext,
) {
  const { text } = python;
  const name = args[0] && plainString(args[0].value, text)?.value;
  const readers = python.strings.filter(
    literal =>
      literal !== args[0]?.value &&
      name !== undefined &&
      new RegExp(`(?<!\\w)${name}(?!\\w)`).test(
        text.slice(literal.start, literal.end),
      ),
  );
  const readsAll = readers.some(({ start, end }) =>
    /(?<!count\s*\(\s*)\*/i.test(text.slice(start, end)),
  );
  if (!name || !/^\w+$/.test(name) || !readers.length || readsAll) {
    escape(
      { frame, shape: 'table' },
      node,
      'The frame becomes a table, and which of its columns are read is not known',
    );
    return;
  }
  ledger.adapt(
    frame.reads,
    node.start,
    `The frame becomes the table ${name} of other statements`,
  );
  for (const reader of readers) {
    const written = text.slice(reader.start, reader.end);
    for (const mention of options.mentions.findColumns(written)) {
      const start = reader.start + mention.start;
      ledger.use({
        start,
        end: start + mention.name.length,
        name: mention.name,
        frame,
      });
    }
  }
}
