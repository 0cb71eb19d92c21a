/** Configurations that hold secrets in every way they can be given, right and wrong. */
import { canaries } from './canaries.ts'

/** What `${…}` of these configurations stands for; the file is for the test to write. */
export const canaryEnvironment = {
  UJI_KOMUNITAS: canaries.environment,
  UJI_AUTH: canaries.auth,
  UJI_SSO: canaries.signOn,
}

export interface CanaryPlaces {
  /** UDP ports of the agents: of the two of v2c, and that of v3. */
  ports: [number, number, number]
  /** Holds a community. */
  secretFile: string
  simulated: boolean
}

/** Two routers of v2c, one of v3, a single sign-on that nobody answers, and people who can be called. */
export function canaryNetwork({ ports, secretFile, simulated }: CanaryPlaces): string {
  const snmps = [
    { community: canaries.inline },
    { community: simulated ? `\${file:${secretFile}}` : '${UJI_KOMUNITAS}' },
    {
      version: 3,
      user: canaries.user,
      auth: { protocol: 'SHA-256', key: '${UJI_AUTH}' },
      priv: { protocol: 'AES-128', key: canaries.priv },
    },
  ]
  return JSON.stringify({
    organisation: 'Uji',
    synthetic: true,
    reach: 'snmp',
    icmp: { every: '2s', timeout: '500ms' },
    snmp: { every: '10s', timeout: '300ms', retries: 1 },
    access: { public_page: true, sign_on: signOn('${UJI_SSO}') },
    satker: snmps.map((snmp, index) => office(index + 1, { ...snmp, port: ports[index] })),
    simulator: { enabled: simulated, seed: 1, outages: false },
  })
}

function office(number: number, snmp: object): object {
  return {
    code: String(900_000 + number),
    name: `Uji ${number}`,
    type: 'kua',
    province: '51',
    pic: { name: 'Uji', email: 'uji@example.go.id', phone: '+62 811 7777 4321' },
    routers: [{ id: `uji-${number}`, address: '127.0.0.1', snmp }],
    links: [{ id: `uji-${number}-wan`, router: `uji-${number}`, interface: 'wan1' }],
  }
}

function signOn(secret: unknown): object {
  const role = { value: 'operator', role: 'operator' }
  return { name: 'SSO', issuer: 'http://127.0.0.1:9', client: 'uji', secret, roles: [role] }
}

const v3 = { version: 3, user: canaries.user }

/** Settings of a router that are wrong next to a secret, or in one. */
export const brokenSettings: [what: string, snmp: object][] = [
  ['a list for a community', { community: [canaries.inline] }],
  ['a map for a community', { community: { [canaries.inline]: canaries.inline } }],
  ['a key that is misspelt', { comunity: canaries.inline }],
  ['controls in a community', { community: `${canaries.inline}\r\n\u001b[2J` }],
  ['a reference that is not closed', { community: `${canaries.inline}\${` }],
  ['a secret for a number', { community: 'uji', port: '${UJI_KOMUNITAS}' }],
  ['a secret for a duration', { community: 'uji', timeout: '${UJI_KOMUNITAS}' }],
  ['a secret for a protocol', { ...v3, auth: { protocol: '${UJI_AUTH}', key: canaries.auth } }],
  ['a key that is too short', { ...v3, auth: { protocol: 'SHA', key: canaries.auth.slice(0, 7) } }],
  ['a key that is a list', { ...v3, auth: { protocol: 'SHA', key: [canaries.auth] } }],
  ['a cipher that is refused', { ...v3, priv: { protocol: 'DES', key: canaries.priv } }],
  ['a user that is a list of lists', { version: 3, user: [[canaries.user]] }],
  ['v3 without its keys', { ...v3, level: 'authPriv', community: canaries.inline }],
]

/** Each is refused whole. Begins with that of all broken settings, one satker each. */
export const brokenNetworks: string[] = [
  JSON.stringify({ satker: brokenSettings.map(([, snmp], index) => office(index, snmp)) }),
  JSON.stringify({ satker: [{ code: '${UJI_KOMUNITAS}', name: 'x' }] }),
  JSON.stringify({ access: { sign_on: signOn([canaries.signOn]) } }),
  JSON.stringify({ access: { sign_on: signOn({ of: canaries.signOn }) } }),
  JSON.stringify({
    access: { sign_on: { ...signOn('${UJI_SSO}'), issuer: `https://uji:${canaries.signOn}@example.go.id/` } },
  }),
  `snmp:\n  community: ${canaries.inline}\n  community: ${canaries.environment}\n`,
  `snmp:\n  community: "${canaries.inline}\n  port: 161\n`,
  `snmp: { community: ${canaries.inline}: ${canaries.file} }\n`,
  `snmp: { community: !!int ${canaries.inline} }\n`,
  `snmp: { community: *${canaries.inline} }\n`,
]
