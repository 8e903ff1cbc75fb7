export { requireTool } from '../tools.ts';
export { PostgresServer } from './postgres-server.ts';
export { RedisCluster } from './redis-cluster.ts';
export { RedisServer } from './redis-server.ts';
