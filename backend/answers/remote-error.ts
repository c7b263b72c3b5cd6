import type { ErrorCode } from '../errors.ts';
import { ERROR_CODES, NightjarError } from '../errors.ts';

/** An error of another engine as one of ours: its code and its sentence; a refused token says where it is set. */
export function remoteError(code: string | undefined, message: string): NightjarError {
  if (code === 'unauthenticated' || code === 'forbidden') {
    return new NightjarError(
      'source-unauthorized',
      `The engine refused the request (${message}) Check the engine's token in the datasource settings.`
    );
  }
  return new NightjarError(isErrorCode(code) ? code : 'source-rejected', message);
}

function isErrorCode(code: string | undefined): code is ErrorCode {
  return code !== undefined && Object.hasOwn(ERROR_CODES, code);
}
