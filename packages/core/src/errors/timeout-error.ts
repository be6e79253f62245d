import { AludelError } from './aludel-error.ts';

/** No connection of the pool became free in time. */
export class TimeoutError extends AludelError {
  constructor(message: string) {
    super(message, { code: '3o7r' });
  }
}
