import type { PlannedMove } from '../../contract/planMoves';
import type { JoinSide } from '../resolve/uses';
import type { Passage } from './Relation';
import type { Source } from './Scope';

/** What a column that USING makes one of means, where it stands without a table. */
export type MergedColumn =
  /** It is one column still: as it was, or under a new name that both sides have. */
  | { kind: 'kept'; owner?: Source; passage?: Passage }
  /** The column of one side, since ON stands there now. */
  | {
      kind: 'side';
      move: PlannedMove;
      owner: Source;
      passage?: Passage;
      /** Whether the other side has it under another name now, so that a name alone may not mean what it did. */
      isChanged: boolean;
    }
  /** The first of both that is not NULL, since ON stands there now. */
  | { kind: 'either'; move: PlannedMove; sides: JoinSide[] };
