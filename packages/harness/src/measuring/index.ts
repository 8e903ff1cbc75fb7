export { median, round } from './figures.ts';
export { cpuMicroseconds, residentBytes } from './process-usage.ts';
