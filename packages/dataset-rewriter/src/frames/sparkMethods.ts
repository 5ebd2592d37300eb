/**
 * What a method of a Spark frame does with its columns; the same in Python, Scala and Java.
 *
 * - `keeps`: the same columns, and its arguments name none
 * - `reads`: the same columns, and its arguments name some
 * - `filters`: the same columns, and a string is a condition in SQL
 * - `selects`: its arguments are the columns of the result
 * - `selectsSql`: the same, with expressions in SQL
 * - `groups`: its arguments are columns of the result of the aggregation that follows
 * - `aggregates`: the groups and its arguments are the columns of the result
 * - `aggregatesEach`: its arguments name columns, and the outputs are called after them
 * - `defines`: adds the column that the first argument names
 * - `renames`: calls the column of the first argument as the second one
 * - `joins`: has the columns of the other frame as well
 * - `appends`: adds the rows of another frame by name
 * - `looks`: gives what people read, or a number
 * - `views`: makes it a table for SQL under a name
 */
export type SparkStep =
  | 'keeps'
  | 'reads'
  | 'filters'
  | 'selects'
  | 'selectsSql'
  | 'groups'
  | 'aggregates'
  | 'aggregatesEach'
  | 'defines'
  | 'renames'
  | 'joins'
  | 'appends'
  | 'looks'
  | 'views';

const STEPS: [SparkStep, string][] = [
  [
    'keeps',
    'cache persist unpersist distinct limit coalesce hint checkpoint localCheckpoint sample',
  ],
  [
    'reads',
    'orderBy sort sortWithinPartitions repartition repartitionByRange dropDuplicates drop_duplicates drop dropna fillna',
  ],
  ['filters', 'filter where'],
  ['selects', 'select'],
  ['selectsSql', 'selectExpr'],
  ['groups', 'groupBy groupby rollup cube'],
  ['aggregates', 'agg'],
  ['aggregatesEach', 'sum avg mean min max'],
  ['defines', 'withColumn'],
  ['renames', 'withColumnRenamed'],
  ['joins', 'join crossJoin'],
  ['appends', 'unionByName'],
  ['looks', 'show count isEmpty printSchema explain'],
  ['views', 'createOrReplaceTempView createTempView registerTempTable'],
];

const STEP_OF = new Map(
  STEPS.flatMap(([step, methods]) =>
    methods.split(' ').map((method): [string, SparkStep] => [method, step]),
  ),
);

/** What a method of a frame does; absent for what is not known. */
export function sparkStep(method: string): SparkStep | undefined {
  return STEP_OF.get(method);
}

/** Functions of Spark whose first arguments are columns when they are strings, and how many of them. */
const FUNCTIONS: [number, string][] = [
  [
    Infinity,
    'sum avg mean min max count countDistinct count_distinct sumDistinct sum_distinct collect_list collect_set coalesce greatest least concat array create_map hash xxhash64 stddev stddev_pop stddev_samp variance var_pop var_samp corr covar_pop covar_samp median mode datediff date_diff arrays_zip struct',
  ],
  [
    1,
    'first last any_value approx_count_distinct approxCountDistinct percentile_approx skewness kurtosis abs ceil floor round bround sqrt exp log log10 log2 lower upper initcap trim ltrim rtrim length reverse ascii base64 md5 sha1 sha2 crc32 isnull isnan year quarter month dayofmonth dayofweek dayofyear weekofyear hour minute second last_day to_date to_timestamp date_format trunc unix_timestamp from_unixtime timestamp_seconds from_utc_timestamp to_utc_timestamp date_add date_sub add_months next_day split regexp_extract regexp_replace substring lpad rpad translate instr get_json_object from_json to_json explode explode_outer posexplode size array_contains sort_array element_at slice lag lead ntile window asc desc asc_nulls_first asc_nulls_last desc_nulls_first desc_nulls_last',
  ],
  [2, 'months_between levenshtein atan2 pow'],
  [0, 'lit expr when row_number rank dense_rank percent_rank cume_dist'],
];

const STRINGS_OF = new Map(
  FUNCTIONS.flatMap(([strings, names]) =>
    names.split(' ').map((name): [string, number] => [name, strings]),
  ),
);

/** How many of the first arguments of a function are columns when they are strings; absent for what is not known. */
export function columnStrings(name: string): number | undefined {
  return STRINGS_OF.get(name);
}
