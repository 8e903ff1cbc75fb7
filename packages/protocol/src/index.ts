/** Names, tables and types of the wire. No schema comes with it: browsers import this. */
export * from './client-check.ts';
export * from './close-codes.ts';
export * from './ids.ts';
export * from './limits.ts';
export * from './permissions.ts';
export * from './requests.ts';
export * from './room.ts';
export * from './room-path.ts';
export type * from './schemas/client-message.ts';
export type * from './schemas/room.ts';
export type * from './server-message.ts';
export * from './utf8.ts';
export { isObject, parseObject } from './link/parse-object.ts';
