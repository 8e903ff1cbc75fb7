export { balancerConfig, type BalancerConfig, type BalancerProcessConfig } from './config.ts';
export { startBalancer, type RunningBalancer } from './main.ts';
