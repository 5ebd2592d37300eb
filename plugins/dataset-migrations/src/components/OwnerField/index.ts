export { OwnerField } from './OwnerField';
export { OwnersField } from './OwnersField';
