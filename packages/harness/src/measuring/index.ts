export { median, round } from './figures.ts';
export { cpuMicroseconds, residentBytes } from './process-usage.ts';
export { strangersCpuMs } from './strangers-cpu.ts';
