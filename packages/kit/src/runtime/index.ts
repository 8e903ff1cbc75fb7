export { loadConfig, type ConfigSources } from './config.ts';
export { equalInConstantTime } from './equal-in-constant-time.ts';
export { fileResponse, type ServedFile } from './file-response.ts';
export { fixedChanges } from './fixed-changes.ts';
export { LISTENER_OPTIONS } from './listener-options.ts';
export { createLogger, LOG_LEVELS, type Logger } from './logger.ts';
export { QuietLog } from './quiet-log.ts';
export { realClock, realTimers } from './real-time.ts';
export { basePath, duration, port, size } from './units.ts';
