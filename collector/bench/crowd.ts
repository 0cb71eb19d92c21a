import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { CrowdOrder, CrowdReport } from './live-clients.ts'

const clients = fileURLToPath(new URL('./live-clients.ts', import.meta.url))

/** Browsers by the hundred, in a process for each token. */
export class Crowd {
  readonly #children: readonly ChildProcess[]
  readonly #tokens: readonly string[]

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens
    this.#children = tokens.map(() => fork(clients))
  }

  /** All at once; answers with the milliseconds until each had its first frame, or was open where it `reads` nothing. */
  async open(url: string, count: number, { reads } = { reads: true }): Promise<number[]> {
    const each = Math.ceil(count / this.#children.length)
    const took = await this.#ask<{ took: number[] }>((at) => ({
      do: 'open',
      url: `${url.replace(/^http/, 'ws')}/live`,
      token: this.#tokens[at] ?? '',
      count: Math.min(each, count - at * each),
      reads,
    }))
    return took.flatMap((one) => one.took)
  }

  /** What they saw since they were asked last, of all of them together. */
  async report(): Promise<CrowdReport> {
    const reports = await this.#ask<CrowdReport>(() => ({ do: 'report' }))
    const waves = new Map<number, number[]>()
    for (const [at, lateMs] of reports.flatMap((one) => one.waves))
      waves.set(at, [...(waves.get(at) ?? []), ...lateMs])
    const sum = (read: (report: CrowdReport) => number): number =>
      reports.reduce((total, one) => total + read(one), 0)
    return {
      waves: [...waves],
      bytes: sum(({ bytes }) => bytes),
      frames: sum(({ frames }) => frames),
      waveBytes: Math.max(...reports.map(({ waveBytes }) => waveBytes)),
      holes: sum(({ holes }) => holes),
      closed: sum(({ closed }) => closed),
    }
  }

  async leave(): Promise<void> {
    await this.#ask(() => ({ do: 'close' }))
  }

  stop(): void {
    for (const child of this.#children) child.kill('SIGKILL')
  }

  #ask<Answer>(orderOf: (at: number) => CrowdOrder): Promise<Answer[]> {
    return Promise.all(
      this.#children.map(async (child, at) => {
        const answered = once(child, 'message')
        child.send(orderOf(at))
        const [answer] = (await answered) as [Answer & { failed?: string }]
        if (answer.failed !== undefined) throw new Error(`A browser of the bench: ${answer.failed}`)
        return answer
      }),
    )
  }
}
