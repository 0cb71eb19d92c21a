import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf, problemsIn, problemsOf } from './folder-of.test-kit.ts'

/** One router with this `snmp` block, under these defaults. */
function router(snmp: string, defaults = '', more = ''): string {
  return `snmp: { ${defaults} }
satker:
  - code: "900001"
    name: Uji
    type: kua
    province: "31"
    routers:
      - id: ce-1
        address: 10.0.0.1
        snmp: ${snmp}
${more}`
}

const v3 = 'version: 3, user: pantau'
const auth = 'auth: { protocol: SHA-256, key: kata-sandi-1 }'
const priv = 'priv: { protocol: AES-128, key: kata-sandi-2 }'
const block = '10:15 satker[0].routers[0].snmp'

test.each([
  [
    'an empty community',
    '{ community: "" }',
    '10:28 satker[0].routers[0].snmp.community: is empty: the SNMP library would ask with "public" instead; write that of the routers, or snmp: off',
  ],
  [
    'a community that stands for nothing',
    '{ community: "${KOSONG}" }',
    '10:28 satker[0].routers[0].snmp.community: is empty: the SNMP library would ask with "public" instead; write that of the routers, or snmp: off',
  ],
  [
    'a community of spaces',
    '{ community: "  " }',
    '10:28 satker[0].routers[0].snmp.community: is empty: the SNMP library would ask with "public" instead; write that of the routers, or snmp: off',
  ],
  [
    'a community without a value',
    '{ community: }',
    '10:17 satker[0].routers[0].snmp.community: is empty: the SNMP library would ask with "public" instead; write that of the routers, or snmp: off',
  ],
  [
    'a community that is a number',
    '{ community: 12345 }',
    '10:28 satker[0].routers[0].snmp.community: is no text but a number or truth value; put it in quotes',
  ],
  [
    'a secret that is not in the environment',
    '{ community: "${TIDAK_ADA}" }',
    '10:28 satker[0].routers[0].snmp.community: the environment has no TIDAK_ADA; set TIDAK_ADA for the collector, or use ${file:/path}',
  ],
  [
    'a secret that is only inherited',
    '{ community: "${constructor}" }',
    '10:28 satker[0].routers[0].snmp.community: the environment has no constructor; set constructor for the collector, or use ${file:/path}',
  ],
  [
    'a secret that is not closed',
    '{ community: "${ADA" }',
    '10:28 satker[0].routers[0].snmp.community: ${ is not closed; write ${NAME} or ${file:/path}',
  ],
  [
    'a secret file that is not there',
    '{ community: "${file:/tidak/ada}" }',
    '10:28 satker[0].routers[0].snmp.community: the secret file /tidak/ada is not there; create it',
  ],
  [
    'a secret file by a path that depends on where we stand',
    '{ community: "${file:rahasia}" }',
    '10:28 satker[0].routers[0].snmp.community: ${file:…} needs the whole path, such as ${file:/run/secrets/name}',
  ],
  [
    'a block without a community',
    '{ port: 1161 }',
    `${block}: has no community; write it here, or for all routers as snmp.community at the top`,
  ],
  [
    'a version that is none',
    '{ version: 2, community: a }',
    '10:26 satker[0].routers[0].snmp.version: 2 is not known; write one of: 1, 2c, 3',
  ],
  [
    'a rhythm of its own',
    '{ every: 60s, community: a }',
    '10:17 satker[0].routers[0].snmp.every: unknown key "every"; known here: auth, priv, version, community, port, timeout, retries, user, level',
  ],
  [
    'a user without version 3',
    '{ community: a, user: pantau }',
    `${block}: user, level, auth and priv are of SNMPv3, but the version is 2c; write version: 3`,
  ],
  [
    'version 3 without a user',
    `{ version: 3, ${auth}, ${priv} }`,
    `${block}: version 3 has no user; write user: and the name set in the router`,
  ],
  [
    'privacy without authentication',
    `{ ${v3}, ${priv} }`,
    `${block}: has priv but no auth, which SNMPv3 does not know; add auth: { protocol: SHA-256, key: … }`,
  ],
  [
    'a level that needs more',
    `{ ${v3}, ${auth}, priv: { protocol: AES-256 } }`,
    `${block}: level authPriv needs priv.key; write priv: { …, key: \${NAME} }`,
  ],
  [
    'a key that is too short',
    `{ ${v3}, level: authNoPriv, auth: { protocol: MD5, key: pendek } }`,
    '10:90 satker[0].routers[0].snmp.auth.key: is shorter than the 8 characters that SNMPv3 asks for; set a longer one',
  ],
  [
    'DES',
    `{ ${v3}, ${auth}, priv: { protocol: DES, key: kata-sandi-2 } }`,
    '10:109 satker[0].routers[0].snmp.priv.protocol: DES is refused: its key is broken within hours, and the OpenSSL of this runtime no longer has it; let the router use AES-128, AES-256 or AES-256-C',
  ],
  [
    'a protocol by another name',
    `{ ${v3}, auth: { protocol: SHA256, key: kata-sandi-1 }, ${priv} }`,
    '10:61 satker[0].routers[0].snmp.auth.protocol: SHA256 is not known; write one of: MD5, SHA, SHA-224, SHA-256, SHA-384, SHA-512; did you mean "SHA-256"?',
  ],
])('%s is refused', (_, snmp, problem) => {
  expect(problemsOf(router(snmp), { KOSONG: '' })).toEqual([`devices.yaml:${problem}`])
})

test.each([
  ['off', ''],
  ['false', 'community: a'],
  ['{ version: 1 }', 'community: a'],
  [`{ ${v3}, ${auth}, ${priv} }`, ''],
  [`{ ${v3}, level: authNoPriv, ${auth} }`, ''],
  [`{ ${v3}, level: noAuthNoPriv }`, 'community: a'],
  ['{ version: 3 }', `user: pantau, ${auth}, ${priv}`],
  ['{ version: 3, auth: { key: kata-sandi-3 } }', `user: pantau, ${auth}, ${priv}`],
])('snmp: %s is accepted under the defaults { %s }', (snmp, defaults) => {
  expect(problemsOf(router(snmp, defaults))).toEqual([])
})

test('a fault in the defaults is told once, however many routers it flows to', () => {
  const content = router('off', 'version: 3, user: pantau, level: authNoPriv').replace(
    '        snmp: off\n',
    Array.from({ length: 5 }, (_, i) => `      - { id: r-${i}, address: 10.0.0.1 }\n`).join(''),
  )
  expect(problemsOf(content)).toEqual([
    'devices.yaml:1:7 snmp: level authNoPriv needs auth.protocol; write SHA-256, or what the router has',
    'devices.yaml:1:7 snmp: level authNoPriv needs auth.key; write auth: { …, key: ${NAME} }',
  ])
})

test('a link that is reached by SNMP needs a router that is asked by it', () => {
  const link = '    links: [{ id: l, router: ce-1, reach: both }]\n'
  expect(problemsOf(router('off', 'community: a', link))).toEqual([
    'devices.yaml:11:43 satker[0].links[0].reach: reach is both, but the router ce-1 is not asked by SNMP; write reach: icmp for it, or give the router or the top an snmp block with a community',
  ])
  expect(problemsOf(router('{ community: b }', '', link))).toEqual([])
})

test('a secret file is a file', () => {
  const folder = folderOf({ 'devices.yaml': '' })
  mkdirSync(join(folder, 'rahasia'))
  const problems = problemsIn(
    folderOf({ 'devices.yaml': `snmp: { community: "\${file:${folder}/rahasia}" }` }),
  )
  expect(problems).toEqual([expect.stringContaining('rahasia is not a file')])
})

test('a simulated router stands on loopback, on a socket of its own', () => {
  const routers = ['127.0.0.1', '10.0.0.1', '127.0.0.1', '::1'].map(
    (address, i) => `{ id: r-${i}, address: "${address}" }`,
  )
  const content = `simulator: { enabled: true }
snmp: { community: a }
satker:
  - { code: "900001", name: A, type: kua, province: "31", routers: [${routers.join(', ')}] }
`
  expect(problemsOf(content)).toEqual([
    'devices.yaml:4:124 satker[0].routers[1].address: 10.0.0.1 is not on loopback, but simulator.enabled is true; write one of 127.0.0.0/8, or disable the simulator',
    'devices.yaml:4:158 satker[0].routers[2].address: has the socket of router r-0, 127.0.0.1 port 161; simulated routers need an address or snmp.port each',
  ])
})

test('a gateway of a simulated router stands on loopback as well, for it is asked; a BGP peer is not', () => {
  const links = ['127.0.0.9', '"::1"', '203.0.113.9'].map(
    (peer, i) => `{ id: l-${i}, router: r, vpn: { peer: ${peer}, bgp_peer: 203.0.113.1 } }`,
  )
  const content = (enabled: boolean) => `simulator: { enabled: ${enabled} }
snmp: { community: a }
satker:
  - { code: "900001", name: A, type: kua, province: "31", routers: [{ id: r, address: 127.0.0.1 }], links: [${links.join(', ')}] }
`
  expect(problemsOf(content(true))).toEqual([
    'devices.yaml:4:278 satker[0].links[2].vpn: its peer 203.0.113.9 is not on loopback, but simulator.enabled is true; write one of 127.0.0.0/8, leave it out, or disable the simulator',
  ])
  expect(problemsOf(content(false))).toEqual([])
})
