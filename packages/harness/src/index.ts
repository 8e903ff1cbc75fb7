export { stateOf, type BalancerState } from './balancer-state.ts';
export { TestBrowser } from './browser.ts';
export { freePort } from './free-port.ts';
export { startRole, type RoleProcess } from './role-process.ts';
export { startSite, type SiteProcesses } from './site.ts';
export { TcpProxy } from './tcp-proxy.ts';
export { tempDir } from './temp-dir.ts';
export { TEST_KEYS } from './test-keys.ts';
export { requireTool, type Tool, type ToolName } from './tools.ts';
