/**
 * What a method of a pandas frame does with its columns.
 *
 * - `keeps`: the same columns; strings among its arguments may be names of columns
 * - `groups`: what follows is done for each value of the columns that it names
 * - `chooses`: a frame whose columns the arguments name
 * - `renames`, `assigns`, `joins`: as they say
 * - `looks`: gives what people read, or a number
 */
export type PandasStep =
  | 'keeps'
  | 'groups'
  | 'chooses'
  | 'renames'
  | 'assigns'
  | 'joins'
  | 'looks';

const STEPS: [PandasStep, string][] = [
  [
    'keeps',
    'copy head tail sample reset_index set_index sort_values sort_index drop_duplicates dropna fillna astype drop nlargest nsmallest convert_dtypes infer_objects ffill bfill',
  ],
  ['groups', 'groupby'],
  ['chooses', 'pivot_table pivot melt'],
  ['renames', 'rename'],
  ['assigns', 'assign'],
  ['joins', 'merge'],
  ['looks', 'info describe plot count nunique isna memory_usage'],
];

const STEP_OF = new Map(
  STEPS.flatMap(([step, methods]) =>
    methods.split(' ').map((method): [string, PandasStep] => [method, step]),
  ),
);

/** What a method of a frame does; absent for what is not known. */
export function pandasStep(method: string): PandasStep | undefined {
  return STEP_OF.get(method);
}

/** Methods of groups whose results have the columns that were grouped by and those that are named. */
export const GROUP_RESULTS = new Set(
  'agg aggregate sum mean median min max count nunique size first last std var any all cumsum cumcount rank transform head tail'.split(
    ' ',
  ),
);

/** Methods of a column that make a frame of it again, in which it has its name. */
export const SERIES_TO_FRAME = new Set(
  'to_frame reset_index unstack'.split(' '),
);
