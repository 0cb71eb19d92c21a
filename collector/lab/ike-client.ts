/** Asks an IKE gateway once on each port and prints what came of it: a process of its own, since a test cannot enter a namespace itself. */
import { createIkeProbe } from '../probe/ike/ike-probe.ts'

const [address = ''] = process.argv.slice(2)
const clock = { now: () => Date.now(), monotonicMs: () => performance.now() }
const probe = createIkeProbe({ clock })
const [onIkePort, onNatPort] = await Promise.all([
  probe.ask(address, 500, 1_000),
  probe.ask(address, 4500, 1_000),
])
await probe.close()
process.stdout.write(JSON.stringify({ 500: onIkePort, 4500: onNatPort, refused: probe.refused() }))
