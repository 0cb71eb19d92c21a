/** What a person, or a program, is here for. Whose satker it is for, its scope says. */
export const roles = ['administrator', 'operator', 'pic', 'viewer', 'auditor'] as const
export type Role = (typeof roles)[number]

/** `monitor` is for programs alone: it reads how the collector itself is, and no satker. */
export const tokenRoles = [...roles, 'monitor'] as const
export type TokenRole = (typeof tokenRoles)[number]

/**
 * `see` the network, its history and its people · `operate`: answer for what is seen, such as that a PIC is still the
 * right one · `accounts`: who may see and do what · `audit`: read the audit trail · `monitor`: how the collector is,
 * with what is wrong in its configuration.
 */
export type Permission = 'see' | 'operate' | 'accounts' | 'audit' | 'monitor'

/** The audit trail is not for those whose acts stand in it. */
const permissions: Readonly<Record<TokenRole, readonly Permission[]>> = {
  administrator: ['see', 'operate', 'accounts', 'monitor'],
  operator: ['see', 'operate'],
  pic: ['see', 'operate'],
  viewer: ['see'],
  auditor: ['audit'],
  monitor: ['monitor'],
}

export function permissionsOf(role: TokenRole): readonly Permission[] {
  return permissions[role]
}

export function may(role: TokenRole, permission: Permission): boolean {
  return permissions[role].includes(permission)
}
