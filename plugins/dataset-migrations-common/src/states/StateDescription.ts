/**
 * How a state is painted; a tone never stands alone, the label and the icon say the same.
 * @public
 */
export type StateTone = 'neutral' | 'info' | 'good' | 'warn' | 'bad';

/**
 * How a state, or a condition beside it, is shown to people.
 * @public
 */
export interface StateDescription {
  label: string;
  tone: StateTone;
  /** Name of an icon of `@remixicon/react`. */
  icon: `Ri${string}`;
}
