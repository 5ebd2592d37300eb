export { ErrorNotice } from './ErrorNotice';
export { QueryError } from './QueryError';
