export * from './errors/aludel-error.ts';
export * from './errors/argument-errors.ts';
export * from './errors/compile-errors.ts';
export * from './errors/database-errors.ts';
export * from './errors/invalid-request-errors.ts';
export * from './errors/statement-errors.ts';
export * from './errors/timeout-error.ts';
