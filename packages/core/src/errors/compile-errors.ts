import { AludelError } from './aludel-error.ts';

/** A statement that cannot be turned into SQL. */
export class CompileError extends AludelError {}

/** A construct that this dialect has no SQL for. */
export class UnsupportedCompilationError extends CompileError {
  constructor(message: string) {
    super(message, { code: 'l7de' });
  }
}
