export { DataTable } from './DataTable';
export type { DataChoice, DataColumn, DataTableProps } from './DataTable';
export { Pager } from './Pager';
export type { Paging } from './Pager';
