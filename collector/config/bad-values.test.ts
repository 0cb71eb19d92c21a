import { expect, test } from 'vitest'
import { problemsOf } from './folder-of.test-kit.ts'

test.each([
  ['organization: A', '1:1 organization: unknown key "organization"; did you mean "organisation"?'],
  [
    'timezone: Asia/Jakrata',
    '1:11 timezone: Asia/Jakrata is no IANA time zone; did you mean "Asia/Jakarta"?',
  ],
  ['synthetic: yes', '1:12 synthetic: yes is neither true nor false; write one of them'],
  ['organisation: 12', '1:15 organisation: 12 is no text here but a number; put it in quotes: "12"'],
  ['organisation: "a\\nb"', '1:15 organisation: holds a line break or control character; remove it'],
  ['icmp: { every: 1s }', '1:16 icmp.every: 1s is out of range; write a duration from 2s to 10m'],
  [
    'icmp: { every: 10 }',
    '1:16 icmp.every: 10 is not a duration; write it like 500ms, 10s, 5m, 1h, 14d, 13mo or 5y',
  ],
  [
    'icmp: { every: 5s, timeout: 5s }',
    '1:29 icmp.timeout: timeout is not shorter than every; a sweep must end before the next begins',
  ],
  ['snmp: { every: 2h }', '1:16 snmp.every: 2h is out of range; write a duration from 10s to 1h'],
  ['snmp: { port: 0 }', '1:15 snmp.port: 0 is not a whole number from 1 to 65535'],
  ['snmp: { retries: 1.5 }', '1:18 snmp.retries: 1.5 is not a whole number from 0 to 10'],
  ['status: { down_after: 101 }', '1:23 status.down_after: 101 is not a whole number from 1 to 100'],
  ['status: { up_after: 0 }', '1:21 status.up_after: 0 is not a whole number from 1 to 20'],
  [
    'status: { degraded: { loss: 0.05 } }',
    '1:29 status.degraded.loss: 0.05 is not a percentage; write it like 5% or 99.5%',
  ],
  [
    'status: { degraded: { load: 0% } }',
    '1:29 status.degraded.load: 0% is out of range; write more than 0% and at most 100%',
  ],
  ['reach: ping', '1:8 reach: ping is not known; write one of: icmp, snmp, both'],
  ['include: more.yaml', '1:10 include: must be a list: lines that begin with "- ", or [a, b]'],
  [
    'simulator: { cut: [null] }',
    '1:20 simulator.cut[0]: is empty; write a value after the dash, or remove it',
  ],
  [
    'calendar: { default: { hours: { mon: 8-16 } } }',
    '1:38 calendar.default.hours.mon: 8-16 are no hours; write them like "07:30-16:00"',
  ],
  [
    'calendar: { default: { hours: { senin: "08:00-16:00" } } }',
    '1:33 calendar.default.hours.senin: unknown key "senin"; known here: mon, tue, wed, thu, fri, sat, sun',
  ],
  [
    'calendar: { holidays: [2026-02-30] }',
    '1:24 calendar.holidays[0]: 2026-02-30 is not a date that exists; write it like 2026-08-17',
  ],
  ['snmp: { retrys: 2 }', '1:9 snmp.retrys: unknown key "retrys"; did you mean "retries"?'],
  [
    'constructor: x',
    '1:1 constructor: unknown key "constructor"; known here: organisation, timezone, snmp, synthetic, include, map, collector, icmp, reach, status, retention, calendar, simulator, access, satker, providers, contracts, maintenance',
  ],
])('%s', (content, problem) => {
  expect(problemsOf(content)).toEqual([`devices.yaml:${problem}`])
})

const office = (key: string) => `satker:
  - code: "900001"
    name: Uji
    type: kua
    province: "31"
    ${key}
`

test.each([
  [
    'location: [106.8, -6.1]',
    '6:16 satker[0].location[0]: 106.8 is no latitude (it comes first); write a number from -90 to 90',
  ],
  [
    'location: [-6.1, 181]',
    '6:22 satker[0].location[1]: 181 is no longitude; write a number from -180 to 180',
  ],
  [
    'location: [-6.1]',
    '6:15 satker[0].location: must be two numbers, [latitude, longitude], such as [-6.1754, 106.8272]',
  ],
  [
    'location: [.nan, 1]',
    '6:16 satker[0].location[0]: .nan is no latitude (it comes first); write a number from -90 to 90',
  ],
  [
    'pic: { name: A, email: a }',
    '6:28 satker[0].pic.email: a is no e-mail address; write it like nama@example.go.id',
  ],
  ['pic: { email: a@b.id }', '6:10 satker[0].pic: has no "name"; write name: PIC Contoh'],
  [
    'portals: ["javascript:alert(1)"]',
    '6:15 satker[0].portals[0]: is no web address; write it like https://contoh.example.go.id/, without user or password',
  ],
  [
    'routers: [{ id: a b, address: 10.0.0.1 }]',
    '6:21 satker[0].routers[0].id: a b is no id; write up to 64 letters (A-Z), digits, - and _',
  ],
  [
    'routers: [{ id: a, address: 10.1.1 }]',
    '6:33 satker[0].routers[0].address: 10.1.1 is not an IP address; write it in full, such as 10.1.1.1 or 2001:db8::1 (names are not looked up)',
  ],
  [
    'routers: [{ id: a, adress: 10.0.0.1, address: 10.0.0.1 }]',
    '6:24 satker[0].routers[0].adress: unknown key "adress"; known here: id, address, traps_from, snmp',
  ],
  [
    'routers: [{ id: a, address: 224.0.0.1 }]',
    '6:33 satker[0].routers[0].address: 224.0.0.1 is not the address of one machine; write that of a router or host',
  ],
  [
    'routers: [{ id: a, address: 10.0.0.1, traps_from: 10.0.0.2 }]',
    '6:55 satker[0].routers[0].traps_from: must be a list: lines that begin with "- ", or [a, b]',
  ],
  [
    'routers: [{ id: a, address: 10.0.0.1, traps_from: [10.0.0.2, router-a] }]',
    '6:66 satker[0].routers[0].traps_from[1]: router-a is not an IP address; write it in full, such as 10.1.1.1 or 2001:db8::1 (names are not looked up)',
  ],
])('in a satker, %s', (key, problem) => {
  expect(problemsOf(office(key))).toEqual([`devices.yaml:${problem}`])
})

test('a code that YAML reads as a number must be quoted, and the message shows it with its zeros', () => {
  const content = office('').replace('"900001"', '012345').replace('"31"', '31')
  expect(problemsOf(content)).toEqual([
    'devices.yaml:2:11 satker[0].code: 012345 is no text here but a number; put it in quotes: "012345"',
    'devices.yaml:5:15 satker[0].province: 31 is no text here but a number; put it in quotes: "31"',
  ])
})

test('what is missing is named with an example, and pointed at', () => {
  expect(problemsOf('satker:\n  - name: Uji\n    code:\n')).toEqual([
    'devices.yaml:2:5 satker[0]: has no "type"; write type: pusat | kanwil | kankemenag | kua | madrasah | ptkn | balai | upt',
    'devices.yaml:2:5 satker[0]: has no "province"; write province: "31"',
    'devices.yaml:3:5 satker[0].code: is empty; write code: "900001"',
  ])
})

test('every problem is listed at once, in the order of the file', () => {
  const content = `organization: A\n${office('routers: [{ id: a, address: x }, { id: a, address: 10.0.0.1 }]')}reach: ping\n`
  expect(problemsOf(content).map((problem) => problem.split(' ')[0])).toEqual([
    'devices.yaml:1:1',
    'devices.yaml:7:33',
    'devices.yaml:7:44',
    'devices.yaml:8:8',
  ])
})

test('more than two hundred problems are counted, not listed', () => {
  const problems = problemsOf(`satker:\n${'  - {}\n'.repeat(100)}`)
  expect(problems).toHaveLength(201)
  expect(problems.at(-1)).toBe('devices.yaml:51:5 … and 200 more problems after this one')
})

test.each([
  ['routers[0].address', 'routers: [{ id: a, address: WRAPPED }]', ''],
  ['routers[0].traps_from[0]', 'routers: [{ id: a, address: 10.0.0.1, traps_from: [WRAPPED] }]', ''],
  ['links[0].endpoint', 'links: [{ LINK, endpoint: WRAPPED }]', ''],
  ['links[0].vpn.peer', 'links: [{ LINK, endpoint: 10.0.0.1, vpn: { peer: WRAPPED } }]', ''],
  ['links[0].vpn.bgp_peer', 'links: [{ LINK, endpoint: 10.0.0.1, vpn: { bgp_peer: WRAPPED } }]', ''],
  ['reference[0]', '', 'collector: { reference: [WRAPPED] }\n'],
])('at %s an IPv4 address is not written as IPv6', (where, key, top) => {
  const link = 'id: l, router: a, bandwidth: 1 Mbps, role: primary'
  const content = `${top}${office(key.replace('LINK', link))}`.replace('WRAPPED', '"::ffff:7f00:601"')
  const problem = `${where}: ::ffff:7f00:601 is an IPv4 address written as IPv6; write 127.0.6.1`
  expect(problemsOf(content)).toContainEqual(expect.stringContaining(problem))
})
