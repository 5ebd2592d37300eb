/** Words that one of the dialects does not take as the name of a column or table without quotes. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
  `all alter analyse analyze and any array as asc assert_rows_modified asymmetric at authorization between binary both by
  case cast check collate collation column concurrently connect constraint contains create cross cube current
  current_catalog current_date current_role current_schema current_time current_timestamp current_user database default
  deferrable define delete desc describe distinct drop else end enum escape except exclude exists explain extract false
  fetch filter following for foreign freeze from full function grant group grouping groups hash having if ignore ilike in
  increment index initially inner insert intersect interval into is isnull issue join key keys lateral leading left like
  limit localtime localtimestamp lookup match merge minus natural new no not notnull null nulls of offset on only or order
  outer over overlaps partition placing precision preceding prepare primary procedure proto qualify range read recursive
  references regexp respect returning revoke right rlike rollup row rows sample schema select session_user set show
  similar some start struct symmetric table tablesample tag then to top trailing treat trigger trim true truncate
  unbounded union unique unnest update use user using values variadic verbose view when where window with within`.split(
    /\s+/,
  ),
);
