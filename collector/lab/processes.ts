/** The processes of a lab: started together with it, and all gone when it is. */
import type { ChildProcess } from 'node:child_process'

export class Processes {
  readonly #running = new Set<ChildProcess>()

  add(child: ChildProcess): ChildProcess {
    this.#running.add(child)
    child.once('exit', () => this.#running.delete(child))
    child.once('error', () => this.#running.delete(child))
    return child
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running].map((child) => endProcess(child)))
  }
}

/** Asks it to end, and insists after a while. Resolves when it is gone. */
export async function endProcess(child: ChildProcess, patienceMs = 5_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const insist = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  await gone
  clearTimeout(insist)
}

/** Resolves when standard output has said it; rejects when the process ends before. */
export function saysFirst(child: ChildProcess, words: string, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      if (said.includes(words)) return
      said += chunk.toString()
      if (said.includes(words)) resolve()
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it was ready: ${said}`)))
  })
}
