import { isError } from '@backstage/errors';
import { errorChain } from './errorChain';

/** Whether something failed because this machine has no byte or no file left to give. */
export function isDiskFull(error: unknown): boolean {
  return errorChain(error).some(
    each =>
      isError(each) &&
      (/^(ENOSPC|EDQUOT)$/.test(String(each.code)) ||
        /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/i.test(
          each.message,
        )),
  );
}
