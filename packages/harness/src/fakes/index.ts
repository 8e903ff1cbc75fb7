export { SeedBalancer } from './seed-balancer.ts';
export { SeedMonolith, type ReceivedFrame } from './seed-monolith.ts';
export { TestClient } from './test-client.ts';
