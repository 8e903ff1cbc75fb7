export { monolithConfig, type MonolithConfig } from './config.ts';
export { startMonolith, type MonolithSections, type RunningMonolith } from './main.ts';
