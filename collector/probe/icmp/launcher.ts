/**
 * A shell that starts programs for us. To start one, the system copies the tables of the whole process that does it: of
 * a collector of 600 MB that takes 15 to 35 ms, in which nothing else happens, and of a shell half of one.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Running } from './bounded-program.ts'

const shell = '/bin/sh'
/** Where descriptors of ours can be opened by another process of the same user. */
const ownDescriptors = `/proc/${process.pid}/fd`

/**
 * Of each line: a number by which it is told of, the file that is read, the file that is written, and the command,
 * split at spaces and nothing else. Each waits in a shell of its own, so that none waits for another.
 */
const script = `set -f
while read -r id in out command; do
  {
    $command <"$in" >/dev/null 2>"$out" &
    echo "$id started $!"
    wait $!
    echo "$id ended $?"
  } &
done`

/** With these a shell says that it found no program, or might not run it. */
const notStarted = [126, 127]
/** A shell adds the number of the signal that ended a program. */
const bySignal = 128

interface Order {
  pid: number | null
  isToBeKilled: boolean
  ended(code: number | 'not-started' | null): void
}

export class Launcher {
  readonly #orders = new Map<string, Order>()
  #shell: ChildProcess | null = null
  #last = 0

  /** Null where it cannot be done here: the program is then to be started directly. */
  static available(program: string): Launcher | null {
    const isOneWord = /^[\w./-]+$/.test(program)
    return isOneWord && existsSync(shell) && existsSync(ownDescriptors) ? new Launcher() : null
  }

  /** Both descriptors are ours, and stay open until it has ended. Arguments without spaces. */
  start(program: string, args: readonly string[], { read, write }: { read: number; write: number }): Running {
    const id = String((this.#last += 1))
    const { promise, resolve } = Promise.withResolvers<number | 'not-started' | null>()
    const order: Order = { pid: null, isToBeKilled: false, ended: resolve }
    this.#orders.set(id, order)
    const files = [read, write].map((descriptor) => `${ownDescriptors}/${descriptor}`)
    this.#opened().stdin?.write(`${[id, ...files, program, ...args].join(' ')}\n`)
    return {
      ended: promise,
      kill() {
        order.isToBeKilled = true
        killNow(order)
      },
    }
  }

  /** What runs ends by itself. */
  close(): void {
    this.#shell?.stdin?.end()
    this.#shell = null
  }

  #opened(): ChildProcess {
    if (this.#shell !== null) return this.#shell
    const child = spawn(shell, ['-c', script], { env: { LC_ALL: 'C' }, stdio: ['pipe', 'pipe', 'ignore'] })
    this.#shell = child
    if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => this.#hear(line))
    // A shell that died breaks the pipe; its ending says so already.
    child.stdin?.on('error', () => {})
    const gone = (): void => this.#gone(child)
    child.once('error', gone)
    child.once('exit', gone)
    child.unref()
    return child
  }

  #hear(line: string): void {
    const [id = '', what, number] = line.split(' ')
    const order = this.#orders.get(id)
    if (order === undefined) return
    if (what === 'started') {
      order.pid = Number(number)
      if (order.isToBeKilled) killNow(order)
      return
    }
    this.#orders.delete(id)
    const code = Number(number)
    order.ended(notStarted.includes(code) ? 'not-started' : code > bySignal ? null : code)
  }

  /** Whatever it had started is not heard of any more, and the next is started by another. */
  #gone(child: ChildProcess): void {
    if (this.#shell !== child) return
    this.#shell = null
    for (const order of this.#orders.values()) {
      killNow(order)
      order.ended('not-started')
    }
    this.#orders.clear()
  }
}

function killNow({ pid }: Order): void {
  if (pid === null) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}
