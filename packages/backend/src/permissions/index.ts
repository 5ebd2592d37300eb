export { permissionModuleOwnershipPolicy as default } from './permissionModuleOwnershipPolicy';
