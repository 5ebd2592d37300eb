export { authModulePersonaProvider as default } from './authModulePersonaProvider';
