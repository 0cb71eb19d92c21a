import { Worker } from 'node:worker_threads'
import type { Scope } from '../collector/domain/scope.ts'
import type { Answer, AnswerMessage, Asked, QuestionMessage, QuestionName } from './questions.ts'

/** Nobody waits longer for a page; what takes this long holds up everybody else's. */
const deadlineMs = 30_000

interface Waiting {
  resolve(answer: unknown): void
  reject(error: Error): void
}

/**
 * Answers the long questions in a thread of its own, so that what polls and records never waits for them. The thread is
 * started by the first question, and again by the next one after it has ended, for whatever reason.
 */
export class Reader {
  readonly #folder: string
  readonly #deadlineMs: number
  #worker: Worker | null = null
  #waiting = new Map<number, Waiting>()
  #last = 0
  #closed = false

  /** @param folder the data folder, whose store must be open somewhere: its tables are of this version then. */
  constructor(folder: string, { deadlineMs: ownMs = deadlineMs }: { deadlineMs?: number } = {}) {
    this.#folder = folder
    this.#deadlineMs = ownMs
  }

  /** Rejects when the question cannot be answered, or not in time. */
  ask<Name extends QuestionName>(name: Name, scope: Scope, asked: Asked<Name>): Promise<Answer<Name>> {
    if (this.#closed) return Promise.reject(new Error('The reader of the store is closed.'))
    const worker = (this.#worker ??= this.#start())
    const id = (this.#last += 1)
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const seconds = this.#deadlineMs / 1_000
    // Whatever holds the thread up holds up all that wait, so it ends with them.
    const timer = setTimeout(() => {
      this.#drop(worker, `${name} was not answered in ${seconds} s; ask for a shorter time.`)
    }, this.#deadlineMs)
    this.#waiting.set(id, { resolve, reject })
    worker.postMessage({ id, name, scope, asked } satisfies QuestionMessage)
    return promise.finally(() => clearTimeout(timer)) as Promise<Answer<Name>>
  }

  async close(): Promise<void> {
    this.#closed = true
    const worker = this.#worker
    if (!worker) return
    this.#drop(worker, 'The reader of the store is closed.')
    await worker.terminate()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), {
      workerData: { folder: this.#folder },
      // The flags of the collector, an inspector's port above all, are not for this thread.
      execArgv: [],
    })
    worker.on('message', (message: AnswerMessage) => this.#answered(message))
    worker.once('error', (error) =>
      this.#drop(worker, error instanceof Error ? error.message : String(error)),
    )
    worker.once('exit', () => this.#drop(worker, 'The thread that reads the store ended early.'))
    worker.unref()
    return worker
  }

  #answered(message: AnswerMessage): void {
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if ('failed' in message) waiting?.reject(new Error(message.failed))
    else waiting?.resolve(message.answer)
  }

  /** Ends a thread with all that wait for it; the next question starts another. */
  #drop(worker: Worker, why: string): void {
    if (this.#worker !== worker) return
    this.#worker = null
    const waiting = this.#waiting
    this.#waiting = new Map()
    for (const { reject } of waiting.values()) reject(new Error(why))
    void worker.terminate()
  }
}
