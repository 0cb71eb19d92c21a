/** A process of its own: asks routers of loopback by net-snmp in its plain use, each by a session of its own, 200 at once. */
import snmp from 'net-snmp'
import { community } from './loopback-agent.ts'
import { loopbackAddress } from './loopback-fleet.ts'

const [port, routers] = process.argv.slice(2).map(Number)
const atOnce = 200
/** sysUpTime, two octet counters of four interfaces, and one ifOperStatus. */
const oids = [
  '1.3.6.1.2.1.1.3.0',
  ...[1, 2, 3, 4].flatMap((index) => [`1.3.6.1.2.1.31.1.1.1.6.${index}`, `1.3.6.1.2.1.31.1.1.1.10.${index}`]),
  '1.3.6.1.2.1.2.2.1.8.1',
]

let next = 0
let answered = 0

function askNext(): void {
  if (port === undefined || routers === undefined || next >= routers) return
  const session = snmp.createSession(loopbackAddress(next), community, {
    port,
    version: snmp.Version2c,
    timeout: 2_000,
  })
  next += 1
  session.get(oids, (error) => {
    if (error === null) answered += 1
    session.close()
    askNext()
  })
}

for (let started = 0; started < atOnce; started += 1) askNext()
process.once('exit', () => console.log(answered))
