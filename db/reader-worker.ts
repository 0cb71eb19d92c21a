/** The thread that answers what may take long, from a connection that cannot write. */
import { parentPort, workerData } from 'node:worker_threads'
import { openReadOnly } from './open-read-only.ts'
import { type AnswerMessage, type QuestionMessage, questions } from './questions.ts'
import type { Scope } from '../collector/domain/scope.ts'
import type { Db } from './trx.ts'

const { folder }: { folder: string } = workerData
const { db } = openReadOnly(folder)

parentPort?.on('message', (message: QuestionMessage) => void reply(message))

async function reply({ id, name, scope, asked }: QuestionMessage): Promise<void> {
  try {
    // The names are typed where they are asked; here any of them takes any of the questions.
    const question = questions[name] as (db: Db, scope: Scope, asked: unknown) => Promise<unknown>
    const answer = await question(db, scope, asked)
    // Handed over, and not copied: a month of a large network is some ten megabytes.
    const handed = answer instanceof Uint8Array ? [answer.buffer as ArrayBuffer] : []
    tell({ id, answer }, handed)
  } catch (error) {
    tell({ id, failed: error instanceof Error ? error.message : String(error) })
  }
}

function tell(message: AnswerMessage, handed: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, handed)
}
