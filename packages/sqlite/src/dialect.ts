export { sqliteDialect } from './dialect/sqlite-dialect.ts';
