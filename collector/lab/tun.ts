/** A tunnel that socat carries between two namespaces: TUN at both ends, TCP between them, so that each end knows of the other's death. */
import type { ChildProcess } from 'node:child_process'
import { endProcess } from './processes.ts'
import { until } from './until.ts'

export interface TunnelOptions {
  port: string
  /** The far end listens here, which the near end reaches. */
  farAddress: string
  /** Inside the tunnel. */
  farInside: string
  nearInside: string
  near: TunnelEnd
  far: TunnelEnd
}

interface TunnelEnd {
  exec(argv: readonly string[]): Promise<string>
  spawn(argv: readonly string[]): ChildProcess
}

export interface Tunnel {
  /** As a power cut does. The interface of the near end stays, without a carrier. */
  killFarEnd(): Promise<void>
  /** Lays it, at first or anew; resolves when it carries. */
  raise(): Promise<void>
}

const tcpPort = 7_000
const carriesWithinMs = 15_000

export async function layTunnel(options: TunnelOptions): Promise<Tunnel> {
  const { port, near, far, farAddress, farInside, nearInside } = options
  let ends: ChildProcess[] = []

  // The router's tunnel interface is there whether there is somebody at the far end or not.
  await near.exec(['ip', 'tuntap', 'add', 'dev', port, 'mode', 'tun'])
  await near.exec(['ip', 'address', 'add', `${nearInside}/30`, 'dev', port])
  await near.exec(['ip', 'link', 'set', port, 'up'])

  async function raise(): Promise<void> {
    await Promise.all(ends.map((end) => endProcess(end)))
    const listen = `TCP-LISTEN:${tcpPort},bind=${farAddress},reuseaddr`
    const call = `TCP:${farAddress}:${tcpPort},retry=50,interval=0.1`
    ends = [
      far.spawn(['socat', listen, `TUN:${farInside}/30,tun-name=${port},iff-up,iff-no-pi`]),
      near.spawn(['socat', call, `TUN,tun-name=${port},iff-no-pi`]),
    ]
    await until('the tunnel carries', carriesWithinMs, async () => {
      const echo = await near.exec(['sh', '-c', `fping -r 0 -t 200 ${farInside} 2>&1 || true`])
      return echo.includes('alive') || undefined
    })
  }

  await raise()
  return {
    raise,
    async killFarEnd() {
      const [farEnd] = ends
      if (farEnd === undefined || farEnd.exitCode !== null) return
      const gone = new Promise((resolve) => farEnd.once('exit', resolve))
      farEnd.kill('SIGKILL')
      await gone
    },
  }
}
