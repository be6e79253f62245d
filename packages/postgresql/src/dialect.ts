export { postgresqlDialect } from './dialect/postgresql-dialect.ts';
