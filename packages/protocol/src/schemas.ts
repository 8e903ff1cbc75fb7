export * from './schemas/room.ts';
export * from './schemas/client-message.ts';
export * from './schemas/link.ts';
