export interface RoleOptions {
  readonly port?: string;
  readonly check?: boolean;
}
