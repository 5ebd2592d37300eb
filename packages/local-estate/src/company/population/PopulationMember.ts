/** How a made-up consumer is written. */
export type Framework = 'sql' | 'dbt' | 'scio';

/**
 * What is special about a made-up consumer: `undeclared` is in no catalog, `moved` reads the new dataset already, `judgement`
 * reads a column that somebody has to decide on, `archived` cannot be changed, `unowned` has no owner in the catalog.
 */
export type Peculiarity =
  | 'none'
  | 'undeclared'
  | 'moved'
  | 'judgement'
  | 'archived'
  | 'unowned';

/** A made-up consumer, and what is true of it. */
export interface PopulationMember {
  name: string;
  dataset: string;
  framework: Framework;
  /** 1 reads the dataset; 2 reads what such a one writes. */
  hops: 1 | 2;
  peculiarity: Peculiarity;
  /** Whether the catalog says that it reads what it reads, or once did. */
  declared: boolean;
  /** Whether its checks fail the first time, whatever is changed. */
  flaky: boolean;
  /** Name of the consumer that it reads from; only with two hops. */
  upstream?: string;
}

/**
 * A made-up company.
 * @public
 */
export interface PopulationOptions {
  /** What everything follows from. */
  seed: number;
  /** How many read one of the datasets. */
  direct: number;
  /** How many read what one of those writes. */
  indirect: number;
}
