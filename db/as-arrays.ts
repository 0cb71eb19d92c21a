import type { Compilable, Kysely } from 'kysely'
import type { Database } from './schema.ts'

/** The parameters of a question whose rows are wanted as arrays; what opens the database answers it so. */
export class AsArrays {
  readonly parameters: readonly unknown[]

  constructor(parameters: readonly unknown[]) {
    this.parameters = parameters
  }
}

/** The rows of a question for numbers, each in the order in which they are selected: without a name for each of thousands. */
export async function rowsAsArrays(db: Kysely<Database>, question: Compilable): Promise<(number | null)[][]> {
  const compiled = question.compile()
  const { rows } = await db.executeQuery({ ...compiled, parameters: [new AsArrays(compiled.parameters)] })
  return rows as (number | null)[][]
}
