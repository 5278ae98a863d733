export { postgresSink, readPostgres, type PostgresSinkOptions } from './sink.ts';
