export { linkConfig, type LinkConfig } from './config.ts';
export { LinkAuth, type Introduction, type Verdict } from './link-auth.ts';
