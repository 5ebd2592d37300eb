import type { RenamedColumn } from '../sql/resolve/listRenamed';

/** A model of dbt whose own outputs have new names now, so that whoever reads it in its project has to follow. */
export interface CarriedModel {
  /** The folder of the project, with a slash at its end unless it is empty. */
  root: string;
  model: string;
  /** Where the model is defined. */
  path: string;
  renamed: RenamedColumn[];
}

/** How far new names flow through a checkout; plain data, so that a worker can be told. */
export interface Propagation {
  /** Files whose outputs keep their names, and why. */
  kept: { path: string; reason: string }[];
  carried: CarriedModel[];
}

/** Nothing is known yet of what flows on. */
export const noPropagation: Propagation = { kept: [], carried: [] };
