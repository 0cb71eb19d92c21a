import type { Role } from './role.ts'
import type { Scope } from './scope.ts'

/** How people come in, as devices.yaml says it. Holds no secret. */
export interface AccessSettings {
  /** What roles are called here, where it is not the product's own word. */
  roleNames: Partial<Record<Role, string>>
  /** A session ends this long after its last request or its last open page. */
  idleMs: number
  /** A session ends this long after its beginning, whatever happens in it. */
  longestMs: number
  /** Whether anybody may see the sums of each Kanwil. */
  publicPage: boolean
  signOn: SignOn | null
}

/** Sign-in by an OpenID Connect provider. */
export interface SignOn {
  /** What it is called on the button. */
  name: string
  /** https, or http on loopback. */
  issuer: string
  clientId: string
  /** The claim whose values give a role; a list or one text. */
  claim: string
  /** The first that fits counts. */
  roles: { value: string; role: Role; scope: Scope }[]
}

export const defaultAccess: AccessSettings = {
  roleNames: {},
  idleMs: 1_800_000,
  longestMs: 43_200_000,
  publicPage: false,
  signOn: null,
}
