export { createKey } from './create-key';
export { getKey } from './get-key';
export { hashSecret, parseSecret } from './key-format';
export { listKeys } from './list-keys';
export { nameKeys } from './name-keys';
export { revokeKey } from './revoke-key';
export { rotateKey } from './rotate-key';
export {
  type CreateKeyInput,
  type Key,
  key,
  keyInput,
  keyList,
  keyParams,
  listKeysQuery,
  type NewKey,
  newKey,
  rotateKeyInput,
} from './schemas';
export { updateKey } from './update-key';
