import { act, type Finding, note, well } from '../finding.ts'
import { whole } from '../figure.ts'

/** What became of opening it: null, or the system's code for why not. */
export type Opened = string | null

export interface SocketFacts {
  listen: { host: string; port: number; opened: Opened }
  /** The ports that traps are listened for at, the first that can be opened; empty: none is tried. */
  traps: { port: number; opened: Opened }[]
  /** Of those that the simulator is to play, as many as were tried. */
  played: { address: string; port: number; opened: Opened }[]
}

export function checkSockets({ listen, traps, played }: SocketFacts): Finding[] {
  return [checkListen(listen), checkTraps(traps), ...checkPlayed(played)]
}

function checkListen({ host, port, opened }: SocketFacts['listen']): Finding {
  const what = 'address of the page'
  const at = `${host.includes(':') ? `[${host}]` : host}:${port}`
  if (opened === null) return well(what, `${at} is free`)
  if (opened === 'EADDRINUSE')
    return note(
      what,
      `${at} is taken: by a collector that runs here, or by another program`,
      '--listen HOST:PORT',
    )
  if (opened === 'EACCES')
    return act(
      what,
      `${at} may not be opened by this user`,
      '--listen HOST:8443, or a reverse proxy before it',
    )
  return act(what, `${at} cannot be opened (${opened}); this machine may not have the address`, 'ip address')
}

function checkTraps(traps: SocketFacts['traps']): Finding {
  const what = 'traps'
  const first = traps.find(({ opened }) => opened === null)
  const usual = traps[0]
  const cure = `systemctl edit satker-connected: the lines of deploy/OPERATING.md ("Ports"), or have routers send to port ${first?.port ?? 10_162}`
  if (usual === undefined || (first !== undefined && first === usual))
    return well(what, usual === undefined ? 'not listened for' : `can be heard at UDP port ${usual.port}`)
  if (usual.opened === 'EADDRINUSE')
    return note(
      what,
      `UDP port ${usual.port} is taken: by a collector that runs here, or by another program`,
      '--trap-port PORT, or off',
    )
  if (first !== undefined)
    return note(
      what,
      `heard at UDP port ${first.port}; this user may not open ${usual.port} (${usual.opened})`,
      cure,
    )
  return act(
    what,
    `no UDP port can be opened (${traps.map(({ port }) => port).join(', ')})`,
    '--trap-port PORT, or off',
  )
}

function checkPlayed(played: SocketFacts['played']): Finding[] {
  if (played.length === 0) return []
  const what = 'simulator'
  const shut = played.filter(({ opened }) => opened !== null)
  const tried = `${whole(played.length)} of its routers' addresses were tried`
  if (shut.length === 0) return [well(what, `${tried}, and all are free`)]
  const [{ address, port, opened } = played[0]!] = shut
  const found = `${tried}; ${whole(shut.length)} cannot be opened, such as ${address}:${port} (${opened})`
  if (opened === 'EADDRINUSE')
    return [note(what, `${found}: a collector that runs here plays them, or something else listens there`)]
  return [
    act(
      what,
      found,
      'npm run -s fleet -- --satker N > devices.yaml, whose addresses are of loopback, on Linux',
    ),
  ]
}
