export { DnsServer } from './dns-server.ts';
export { OttBalancer } from './ott-balancer.ts';
export { OttServer, type OttFrame } from './ott-server.ts';
export { frame, RawSocket, type Frame } from './raw-socket.ts';
export { SeedBalancer } from './seed-balancer.ts';
export { SeedMonolith, type ReceivedFrame } from './seed-monolith.ts';
export { TestClient } from './test-client.ts';
export { WRONG_FRAMES } from './wrong-frames.ts';
export { websocketProof } from './websocket-proof.ts';
