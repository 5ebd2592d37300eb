export { NoticePreferences } from './NoticePreferences';
