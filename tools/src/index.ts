export * from './database-server.ts';
export * from './free-port.ts';
export * from './required-databases.ts';
export * from './start-databases.ts';
export * from './tcp-proxy.ts';
