import type { AnalyzeFileOptions } from '../files/FileAnalysis';
import type { FrameRead } from '../frames/Frame';
import type { FrameLedger } from '../frames/FrameLedger';
import { Evaluator } from './Evaluator';
import type { CallMemory } from './FrameContext';
import { FrameInterpreter } from './FrameInterpreter';
import type { ParsedPython } from './parsePython';

const MOST_ROUNDS = 6;

interface InterpretOptions {
  python: ParsedPython;
  options: AnalyzeFileOptions;
  createLedger(): FrameLedger;
}

/** What a program does with the datasets that it reads. */
export interface InterpretedFrames {
  ledger: FrameLedger;
  reads: FrameRead[];
}

/** Goes through a program without running it, as often as calls of its own functions say something new. */
export function interpretFrames({
  python,
  options,
  createLedger,
}: InterpretOptions): InterpretedFrames {
  const calls: CallMemory = { parameters: new Map(), returns: new Map() };
  const reads = new Map<number, FrameRead>();
  for (let round = 1; ; round += 1) {
    const ledger = createLedger();
    const interpreter = FrameInterpreter.create(
      Evaluator.create({ python, options, ledger, reads, calls }),
      python,
      options.path,
    );
    const isStable = interpreter.run();
    const { isTooInvolved } = interpreter;
    if (isStable || isTooInvolved || round === MOST_ROUNDS) {
      if (!isStable || isTooInvolved) {
        const all = new Set(reads.values());
        const [first] = all;
        ledger.leave(
          all,
          first?.start ?? 0,
          isTooInvolved
            ? 'The loops and branches are too involved.'
            : 'The calls are too involved.',
        );
      }
      return { ledger, reads: [...reads.values()] };
    }
  }
}
