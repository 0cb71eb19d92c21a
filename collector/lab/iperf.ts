/** A steady flow of UDP by iperf3. */
import type { ChildProcess } from 'node:child_process'
import { endProcess, saysFirst } from './processes.ts'

export interface Flow {
  /** Starts a process where the flow ends, with its standard output piped. */
  serve(argv: readonly string[]): ChildProcess
  /** Runs a command to its end where the flow begins. */
  send(argv: readonly string[]): Promise<string>
  /** Of the end. */
  address: string
  /** Of payload: frames on the line are about 3 % more. */
  bitsPerSecond: number
  seconds: number
}

export async function pushTraffic({ serve, send, address, bitsPerSecond, seconds }: Flow): Promise<void> {
  const server = serve(['iperf3', '--server', '--one-off', '--bind', address, '--forceflush'])
  try {
    await saysFirst(server, 'listening', `iperf3 on ${address}`)
    await send([
      'iperf3',
      '--client',
      address,
      '--udp',
      '--bitrate',
      `${bitsPerSecond}`,
      '--time',
      `${seconds}`,
    ])
  } finally {
    await endProcess(server)
  }
}
